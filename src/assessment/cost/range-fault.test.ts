import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_AMOUNT, rangeFault } from './range-fault.ts';

test.each([
  [0, 0, 0],
  [1, 1, 2],
  [1, 2, 2],
  [0, 0, MAX_AMOUNT],
])('%d, %d, %d is fine', (low, likely, high) => {
  expect(rangeFault({ low, likely, high }, 'money')).toBeNull();
});

test.each([
  [Number.NaN, 1, 2, 'must be numbers', 'は数値で'],
  [0, 1, Number.POSITIVE_INFINITY, 'must be numbers', 'は数値で'],
  [-1, 1, 2, 'must not be negative', '負の数'],
  [0, 1, MAX_AMOUNT + 1, 'must be at most 1000000000000000', '1000000000000000 以下'],
  [3, 2, 1, 'has a low above its high', 'low が high を超え'],
  [1, 0, 2, 'has a likely outside', 'の間にありません'],
  [1, 3, 2, 'has a likely outside', 'の間にありません'],
])('%d, %d, %d is told as what it is', (low, likely, high, en, ja) => {
  const fault = rangeFault({ low, likely, high }, 'money');
  expect(fault?.en).toContain(en);
  expect(fault?.ja).toContain(ja);
});

test('a share goes up to 1', () => {
  expect(rangeFault({ low: 0, likely: 0.5, high: 1 }, 'share')).toBeNull();
  expect(rangeFault({ low: 0, likely: 0.5, high: 1.01 }, 'share')?.en).toContain('write five percent as 5% or 0.05');
  expect(rangeFault({ low: 0, likely: 0.5, high: 5 }, 'hours')).toBeNull();
});

test('three amounts are a range exactly in their order', () => {
  const amount = fc.nat(20);
  fc.assert(
    fc.property(amount, amount, amount, (low, likely, high) => {
      const isOrdered = low <= likely && likely <= high;
      expect(rangeFault({ low, likely, high }, 'count') === null).toBe(isOrdered);
    }),
  );
});
