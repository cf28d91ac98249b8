import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rankSumTail } from './rank-sum.ts';

/** Enumerates all ways to place a numbers among a + b. */
function byCounting(a: number, b: number, wins: number): number {
  let [reached, all] = [0, 0];
  for (let mask = 0; mask < 2 ** (a + b); mask++) {
    const places = Array.from({ length: a + b }, (_, i) => (mask >> i) & 1);
    if (places.reduce((sum, one) => sum + one, 0) !== a) continue;
    let [below, won] = [0, 0];
    for (const one of places) {
      if (one === 1) won += below;
      else below++;
    }
    all++;
    if (won >= wins) reached++;
  }
  return reached / all;
}

test('as counted over all orders', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 0, max: 37 }),
      (a, b, wins) => {
        expect(rankSumTail(a, b, wins)).toBeCloseTo(byCounting(a, b, wins), 12);
      },
    ),
  );
});

test('a whole separation is one order of all', () => {
  expect(rankSumTail(4, 20, 80)).toBeCloseTo(1 / 10_626, 12);
  expect(() => rankSumTail(0, 3, 1)).toThrow(RangeError);
});
