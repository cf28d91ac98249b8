import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BettingState, bettingEProcess } from './betting-e-process.ts';
import { isBelow, logOf, minus, over, plus, type Rational, rational, times } from './fixtures/rational.ts';
import { seededRandom } from './seeded-random.ts';

const differences = fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 60 });
const margins = fc.integer({ min: -20, max: 20 });

function fold(margin: number, ds: readonly number[]): BettingState {
  const process = bettingEProcess(margin);
  return ds.reduce((state, d) => process.see(state, d), process.start());
}

/** Computes the wealth in exact arithmetic, from the definition. */
function exactWealth(margin: Rational, ds: readonly Rational[]): Rational {
  let [sum, squares, wealth] = [rational(0), rational(1, 20), rational(1)];
  ds.forEach((d, n) => {
    const mean = over(sum, rational(n + 1));
    const square = over(squares, rational(n + 1));
    const spread = plus(minus(square, times(rational(2), times(mean, margin))), times(margin, margin));
    let bet = over(minus(mean, margin), spread);
    const most = over(rational(3, 4), plus(rational(1), margin));
    if (isBelow(bet, rational(0))) bet = rational(0);
    if (isBelow(most, bet)) bet = most;
    wealth = times(wealth, plus(rational(1), times(bet, minus(d, margin))));
    sum = plus(sum, d);
    squares = plus(squares, times(d, d));
  });
  return wealth;
}

describe('the evidence of bets', () => {
  // Python 3.11, fractions.Fraction; the logarithm by mpmath 1.4.1.
  test.each([
    [0.02, [1, 0, 0, 1, -1, 1, 0, 1, 1, 0], 0.1751090478320559],
    [0, [0, 0.6, -0.2, 1, 0.4, 0, -0.4, 0.8, 0.2, 0.2], 1.052313692962459],
    [-0.05, new Array<number>(118).fill(0), 4.568312437321469],
    [-0.05, new Array<number>(119).fill(0), 4.607026949502159],
  ])('margin %d: as computed elsewhere', (margin, ds, expected) => {
    expect(fold(margin, ds).logE).toBeCloseTo(expected, 12);
  });

  test('agrees with exact arithmetic', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 12 }), margins, (fifths, percent) => {
        const exact = exactWealth(
          rational(percent, 100),
          fifths.map((d) => rational(d, 5)),
        );
        const ds = fifths.map((d) => d / 5);
        expect(fold(percent / 100, ds).logE).toBeCloseTo(logOf(exact), 10);
      }),
    );
  });

  test('starts at 1', () => {
    expect(bettingEProcess(0.02).start().logE).toBe(0);
  });

  test('is predictable: at any past, a difference that averages to the margin leaves it where it is on average', () => {
    fc.assert(
      fc.property(differences, margins, (fifths, percent) => {
        const margin = percent / 100;
        const process = bettingEProcess(margin);
        const past = fold(
          margin,
          fifths.map((d) => d / 5),
        );
        const up = Math.exp(process.see(past, 1).logE - past.logE);
        const down = Math.exp(process.see(past, -1).logE - past.logE);
        expect(((1 + margin) / 2) * up + ((1 - margin) / 2) * down).toBeCloseTo(1, 10);
      }),
    );
  });

  test('a greater difference never gives less, and no difference takes more than three quarters', () => {
    fc.assert(
      fc.property(differences, margins, (fifths, percent) => {
        const margin = percent / 100;
        const process = bettingEProcess(margin);
        const past = fold(
          margin,
          fifths.map((d) => d / 5),
        );
        const after = [-1, -0.4, 0, 0.3, 1].map((d) => process.see(past, d).logE);
        expect(after).toEqual([...after].sort((a, b) => a - b));
        expect(after[0]! - past.logE).toBeGreaterThan(Math.log(0.25) - 1e-12);
      }),
    );
  });

  test('a state is plain, is left as it was, and can be taken up again', () => {
    fc.assert(
      fc.property(differences, differences, margins, (before, after, percent) => {
        const process = bettingEProcess(percent / 100);
        const past = fold(
          percent / 100,
          before.map((d) => d / 5),
        );
        const kept = JSON.stringify(past);
        const go = (from: BettingState) => after.reduce((state, d) => process.see(state, d / 5), from);
        const whole = go(past);
        expect(JSON.stringify(past)).toBe(kept);
        expect(go(JSON.parse(kept) as BettingState)).toEqual(whole);
      }),
    );
  });

  test('refuses what is no margin and no difference', () => {
    for (const margin of [-1, 1, Number.NaN]) expect(() => bettingEProcess(margin)).toThrow(RangeError);
    const process = bettingEProcess(0);
    for (const d of [-1.1, 1.1, Number.NaN]) expect(() => process.see(process.start(), d)).toThrow(RangeError);
  });

  test('2,000 runs with five dependent answers to each prompt: at most as often above 1/alpha as allowed', () => {
    const next = seededRandom(12);
    const process = bettingEProcess(0.02);
    let wrong = 0;
    for (let run = 0; run < 2000; run += 1) {
      let state = process.start();
      for (let t = 0; t < 150; t += 1) {
        // One of the two models always answers the prompt harmfully, or neither does: all five answers are alike.
        const u = next();
        state = process.see(state, u < 0.11 ? 1 : u < 0.2 ? -1 : 0);
        if (state.logE >= Math.log(20)) {
          wrong += 1;
          break;
        }
      }
    }
    // At most 100 are expected; 131 is the 0.1 % point of the binomial.
    expect(wrong).toBeLessThan(131);
    expect(wrong).toBeGreaterThan(10);
  });
});
