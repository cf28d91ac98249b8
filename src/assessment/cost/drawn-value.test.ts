import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawnValue } from './drawn-value.ts';
import { MAX_AMOUNT } from './range-fault.ts';

const Z95 = 1.6448536269514722;
const ordered = (arbitrary: fc.Arbitrary<number>) =>
  fc.tuple(arbitrary, arbitrary, arbitrary).map((numbers) => {
    const [low, likely, high] = [...numbers].sort((a, b) => a - b) as [number, number, number];
    return { low, likely, high };
  });
const share = ordered(fc.double({ min: 0, max: 1, noNaN: true }));
const amount = ordered(fc.double({ min: 0, max: 1e12, noNaN: true }));
const normal = fc.double({ min: -6, max: 6, noNaN: true });

test('the points of a range are met', () => {
  for (const [range, unit] of [
    [{ low: 1, likely: 10, high: 1000 }, 'money'],
    [{ low: 0, likely: 10, high: 30 }, 'count'],
    [{ low: 0.01, likely: 0.1, high: 0.9 }, 'share'],
    [{ low: 0, likely: 0.1, high: 1 }, 'share'],
  ] as const) {
    expect(drawnValue(range, unit, -Z95)).toBeCloseTo(range.low, 9);
    expect(drawnValue(range, unit, 0)).toBeCloseTo(range.likely, 9);
    expect(drawnValue(range, unit, Z95)).toBeCloseTo(range.high, 9);
  }
});

test('amounts go in proportion, shares by their odds', () => {
  expect(drawnValue({ low: 1, likely: 10, high: 1000 }, 'money', Z95 / 2)).toBeCloseTo(100, 9);
  expect(drawnValue({ low: 0.2, likely: 0.5, high: 0.8 }, 'share', 2 * Z95)).toBeCloseTo(16 / 17, 9);
});

test('a range of one value is that value exactly', () => {
  for (const value of [0, 0.1, 1]) {
    expect(drawnValue({ low: value, likely: value, high: value }, 'share', 1.234)).toBe(value);
  }
});

test('nothing leaves what is possible, and no value falls when the draw rises', () => {
  fc.assert(
    fc.property(share, normal, normal, (range, a, b) => {
      const [below, above] = [Math.min(a, b), Math.max(a, b)].map((z) => drawnValue(range, 'share', z));
      expect(below).toBeGreaterThanOrEqual(0);
      expect(above).toBeLessThanOrEqual(1);
      expect(above! - below!).toBeGreaterThanOrEqual(-1e-12);
    }),
  );
  fc.assert(
    fc.property(amount, normal, normal, (range, a, b) => {
      const [below, above] = [Math.min(a, b), Math.max(a, b)].map((z) => drawnValue(range, 'count', z));
      expect(below).toBeGreaterThanOrEqual(0);
      expect(above).toBeLessThanOrEqual(MAX_AMOUNT);
      expect(above).toBeGreaterThanOrEqual(below! * (1 - 1e-12));
    }),
  );
});
