import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFew, itemSpreadOf, mean, sampleSd, shareOf, spreadOf, sumOf } from './summary.ts';

test('means and sample deviations, worked by hand', () => {
  expect(mean([0.25, 0.75])).toBe(0.5);
  expect(sampleSd([0.25, 0.75])).toBeCloseTo(Math.sqrt(0.125), 12);
  expect(sampleSd([1, 2, 3, 4])).toBeCloseTo(Math.sqrt(5 / 3), 12);
});

test('one value has no deviation, none has no mean', () => {
  expect(mean([])).toBeNull();
  expect(sampleSd([0.5])).toBeNull();
  expect(spreadOf([{ k: 1, n: 4 }])).toEqual({ mean: 0.25, sd: null });
  expect(spreadOf([])).toBeNull();
});

test('every seed weighs the same, one with nothing to count weighs nothing', () => {
  const counts = [
    { k: 1, n: 2 },
    { k: 100, n: 100 },
    { k: 0, n: 0 },
  ];
  expect(spreadOf(counts)?.mean).toBe(0.75);
  expect(sumOf(counts)).toEqual({ k: 101, n: 102 });
  expect(shareOf({ k: 0, n: 0 })).toBeNull();
});

test('items: standard error and interval, worked by hand, within 0 and 1', () => {
  const { mean: middle, se, interval } = itemSpreadOf([0.25, 0.5, 0.5, 0.75])!;
  expect(middle).toBe(0.5);
  expect(se).toBeCloseTo(Math.sqrt(1 / 24) / 2, 12);
  expect(interval![0]).toBeCloseTo(0.5 - 0.98 * Math.sqrt(1 / 24), 12);
  expect(interval![1]).toBeCloseTo(0.5 + 0.98 * Math.sqrt(1 / 24), 12);
  expect(itemSpreadOf([0, 1])!.interval).toEqual([0, 1]);
  expect(itemSpreadOf([0.5])).toEqual({ mean: 0.5, se: null, interval: null });
  expect(itemSpreadOf([])).toBeNull();
});

test('few cases are some, but fewer than twenty', () => {
  expect([0, 1, 19, 20].map((n) => isFew({ k: 0, n }))).toEqual([false, true, true, false]);
});

test('the mean lies among the shares, and moving all moves it alone', () => {
  const share = fc.integer({ min: 0, max: 64 }).map((k) => k / 64);
  fc.assert(
    fc.property(fc.array(share, { minLength: 2, maxLength: 12 }), share, (shares, by) => {
      const middle = mean(shares)!;
      expect(middle).toBeGreaterThanOrEqual(Math.min(...shares) - 1e-12);
      expect(middle).toBeLessThanOrEqual(Math.max(...shares) + 1e-12);
      const moved = shares.map((value) => value + by);
      expect(mean(moved)).toBeCloseTo(middle + by, 10);
      expect(sampleSd(moved)).toBeCloseTo(sampleSd(shares)!, 10);
    }),
  );
});
