import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { betMixture } from './bet-mixture.ts';

const bets = fc
  .array(fc.integer({ min: 1, max: 95 }), { minLength: 1, maxLength: 5 })
  .map((all) => all.map((bet) => bet / 100));
const values = fc.array(fc.constantFrom<number>(-1, 0, 1), { maxLength: 40 });
const MARGIN = 0.04;

function fold(mixture: ReturnType<typeof betMixture>, all: readonly number[]): readonly number[] {
  return all.reduce((state, value) => mixture.see(state, value - MARGIN), mixture.start());
}

describe('evidence of bets that stay as they are', () => {
  test('is the mean of their products', () => {
    fc.assert(
      fc.property(bets, values, (each, all) => {
        const mixture = betMixture(each);
        const products = each.map((bet) => all.reduce((wealth, value) => wealth * (1 + bet * (value - MARGIN)), 1));
        const mean = products.reduce((sum, wealth) => sum + wealth, 0) / each.length;
        expect(mixture.logE(fold(mixture, all))).toBeCloseTo(Math.log(mean), 9);
      }),
    );
  });

  test('a value that averages to the margin leaves it where it is on average, at any past', () => {
    fc.assert(
      fc.property(bets, values, (each, past) => {
        const mixture = betMixture(each);
        const state = fold(mixture, past);
        const growth = (value: number) =>
          Math.exp(mixture.logE(mixture.see(state, value - MARGIN)) - mixture.logE(state));
        expect(((1 + MARGIN) / 2) * growth(1) + ((1 - MARGIN) / 2) * growth(-1)).toBeCloseTo(1, 9);
      }),
    );
  });

  test('does not depend on the order, starts at 1, and is finite after very much', () => {
    const mixture = betMixture([0.3, 0.9]);
    expect(mixture.logE(mixture.start())).toBe(0);
    fc.assert(
      fc.property(values, (all) => {
        const [there, back] = [fold(mixture, all), fold(mixture, all.toReversed())];
        expect(mixture.logE(there)).toBeCloseTo(mixture.logE(back), 9);
      }),
    );
    const much = fold(mixture, new Array<number>(5000).fill(1));
    expect(mixture.logE(much)).toBeGreaterThan(1000);
    expect(Number.isFinite(mixture.logE(fold(mixture, new Array<number>(5000).fill(-1))))).toBe(true);
  });

  test('refuses what is no bet, and a value that would lose all', () => {
    for (const each of [[], [0], [-0.1], [Number.NaN], [Number.POSITIVE_INFINITY]]) {
      expect(() => betMixture(each)).toThrow(RangeError);
    }
    const mixture = betMixture([0.5, 1]);
    for (const excess of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => mixture.see(mixture.start(), excess)).toThrow(RangeError);
    }
  });
});
