import fc from 'fast-check';
import { expect, test } from 'vitest';
import { breakEven } from './break-even.ts';

const amount = (likely: number) => ({ likely, high: likely, isShare: false });

test('is found on either side of the likely value', () => {
  expect(breakEven((x) => x - 40, amount(100))).toBeCloseTo(40, 9);
  expect(breakEven((x) => x - 40_000, amount(100))).toBeCloseTo(40_000, 6);
  expect(breakEven((x) => 40_000 - x, amount(100))).toBeCloseTo(40_000, 6);
  expect(breakEven((x) => x - 0.9, { likely: 0.1, high: 0.2, isShare: true })).toBeCloseTo(0.9, 12);
  expect(breakEven((x) => x - 5, amount(0))).toBeCloseTo(5, 9);
  expect(breakEven((x) => x - 0.5, { likely: 0, high: 0, isShare: false })).toBeCloseTo(0.5, 9);
});

test('is null where it pays everywhere or nowhere, and beyond what is tried', () => {
  expect(breakEven(() => 1, amount(3))).toBeNull();
  expect(breakEven(() => -1, amount(3))).toBeNull();
  expect(breakEven(() => 0, amount(0))).toBeNull();
  expect(breakEven((x) => x - 1e9, amount(3))).toBeNull();
  expect(breakEven((x) => x - 1.5, { likely: 0.5, high: 1, isShare: true })).toBeNull();
});

test('of two turns, the one below is given', () => {
  // Pays between 10 and 90.
  expect(breakEven((x) => -(x - 10) * (x - 90), amount(50))).toBeCloseTo(10, 9);
  // Does not pay at either end, nor at the value where the search begins.
  expect(breakEven((x) => -(x - 10) * (x - 90), amount(100))).toBeCloseTo(90, 9);
});

test('the benefit there is as good as nothing', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 1e9, noNaN: true }), (turn) => {
      const value = breakEven((x) => 1 - x / turn, amount(turn * 1.5));
      expect(value! / turn).toBeCloseTo(1, 12);
    }),
  );
});
