import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ChartScale, linearScale, rateScale, roundTicks, shareScale } from './scale.ts';

const labels = ({ ticks }: ChartScale) => ticks.map(({ label }) => label.replaceAll('\u00a0', ' '));

describe('an even scale', () => {
  const scale = linearScale(10, 20, [])([100, 300]);

  test.each([
    [10, 100],
    [15, 200],
    [20, 300],
    [5, 100],
    [25, 300],
    [Number.NaN, 100],
    [Number.POSITIVE_INFINITY, 300],
    [Number.NEGATIVE_INFINITY, 100],
  ])('%d is at %d', (value, at) => {
    expect(scale.at(value)).toBe(at);
  });

  test('without any extent everything is at the low end', () => {
    expect(linearScale(5, 5, [])([0, 10]).at(5)).toBe(0);
  });

  test('runs from right to left where the axis does', () => {
    expect(linearScale(0, 1, [])([10, 0]).at(0.25)).toBe(7.5);
  });
});

describe('a scale of shares', () => {
  test.each<readonly [most: number, ticks: readonly string[]]>([
    [0, ['0 %', '20 %', '40 %', '60 %', '80 %', '100 %']],
    [0.3, ['0 %', '10 %', '20 %', '30 %', '40 %', '50 %']],
    [0.2, ['0 %', '5 %', '10 %', '15 %', '20 %']],
    [0.21, ['0 %', '5 %', '10 %', '15 %', '20 %', '25 %']],
    [0.00001, ['0 %', '0.02 %', '0.04 %', '0.06 %', '0.08 %', '0.1 %']],
    [7, ['0 %', '20 %', '40 %', '60 %', '80 %', '100 %']],
  ])('up to %d', (most, ticks) => {
    expect(labels(shareScale(most)([0, 100]))).toEqual(ticks);
  });

  test('holds the largest share', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1, noNaN: true }), (most) => {
        const high = shareScale(most)([0, 1]).ticks.at(-1)!.at;
        expect(high).toBeGreaterThanOrEqual(most * (1 - 1e-9));
        expect(high).toBeLessThanOrEqual(2.5 * most);
      }),
    );
  });
});

describe('round ticks', () => {
  test.each<readonly [low: number, high: number, wanted: number, ticks: readonly number[]]>([
    [0, 10, 5, [0, 2, 4, 6, 8, 10]],
    [-3, 3, 3, [-2, 0, 2]],
    [7, 7, 3, []],
    [0, Number.POSITIVE_INFINITY, 3, []],
    [0, 1, 0, [0, 1]],
  ])('from %d to %d, about %d', (low, high, wanted, ticks) => {
    expect(roundTicks(low, high, wanted)).toEqual(ticks);
  });

  test('lie within, rise, and hold zero where it lies between', () => {
    const end = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(end, end, fc.integer({ min: 1, max: 10 }), (a, b, wanted) => {
        const ticks = roundTicks(-a, b, wanted);
        expect(ticks).toContain(0);
        expect(ticks).toEqual([...ticks].sort((x, y) => x - y));
        expect(ticks[0]).toBeGreaterThanOrEqual(-a - 1e-6);
        expect(ticks.at(-1)).toBeLessThanOrEqual(b + 1e-6);
        expect(ticks.length).toBeLessThanOrEqual(wanted + 1);
      }),
    );
  });
});

describe('a scale of rates', () => {
  test('goes by powers of ten down to the rarest, with a place for none', () => {
    const scale = rateScale([0.02, 0.5])([0, 100]);
    expect(labels(scale)).toEqual(['0 %', '1 %', '10 %', '100 %']);
    expect([0, 0.005, 0.01, 0.1, 1].map((rate) => Math.round(scale.at(rate)))).toEqual([0, 0, 10, 55, 100]);
  });

  test('what is rarer than one in ten thousand is left of it', () => {
    const scale = rateScale([1e-7])([0, 100]);
    expect(labels(scale)).toEqual(['< 0.01 %', '0.01 %', '0.1 %', '1 %', '10 %', '100 %']);
    expect(scale.at(1e-7)).toBe(0);
  });

  test('a higher rate is never further left', () => {
    const rate = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(rate), rate, rate, (rates, a, b) => {
        const { at } = rateScale(rates)([0, 100]);
        expect(at(Math.min(a, b))).toBeLessThanOrEqual(at(Math.max(a, b)));
      }),
    );
  });
});
