import fc from 'fast-check';
import { expect, test } from 'vitest';
import { highestRise } from './change-point.ts';

const series = (count: number, of: (i: number) => number) => Array.from({ length: count }, (_, i) => of(i));

test('a rise is found where it is, with the medians before and after', () => {
  // Distinct numbers, so that no pair is equal: 0 to 29 in a mixed order, then 100 higher.
  const rising = series(60, (i) => ((i * 7) % 30) + (i < 30 ? 0 : 100));
  const point = highestRise(rising)!;
  expect(point.at).toBe(30);
  expect(point.after - point.before).toBeGreaterThan(90);
  // One order of C(34, 14) of the 20 before and the 14 after, times the number of tests: 48 + 45 + 39 places.
  expect(point.chance).toBeCloseTo(132 / 1_391_975_640, 12);
});

test.each([
  ['falls', series(60, (i) => -i)],
  ['stays the same', series(60, () => 1)],
])('a series that %s has no rise', (_, values) => {
  expect(highestRise(values)).toMatchObject({ at: 0, chance: 1 });
});

// The least: 8 numbers before (3 more than the 5 after are enough), and 5 after them.
test('twelve numbers are too few for any test, thirteen are enough', () => {
  expect(highestRise([])).toBeNull();
  expect(highestRise(series(12, (i) => i))).toBeNull();
  // One order of C(13, 5) = 1287, tested once.
  expect(highestRise(series(13, (i) => i))).toEqual({
    at: 8,
    before: 3,
    after: 10,
    chance: expect.closeTo(1 / 1287, 12),
  });
});

test('only the order of the numbers counts', () => {
  const values = fc.uniqueArray(fc.integer({ min: -50, max: 50 }), { minLength: 13, maxLength: 60 });
  fc.assert(
    fc.property(values, (numbers) => {
      const [one, other] = [highestRise(numbers)!, highestRise(numbers.map((value) => value ** 3 + 7))!];
      expect([other.at, other.chance]).toEqual([one.at, one.chance]);
      expect(one.chance).toBeGreaterThan(0);
      expect(one.chance).toBeLessThanOrEqual(1);
    }),
  );
});

test('equal numbers are no rise, so a series with two values is judged by its steps alone', () => {
  const point = highestRise(series(40, (i) => (i < 20 ? 0 : 1)))!;
  expect(point).toMatchObject({ at: 20, before: 0, after: 1 });
  expect(highestRise(series(40, (i) => i % 2))!.chance).toBe(1);
});

test('a very long series is tested at no more than about 1500 places for each window', () => {
  const long = series(30_000, (i) => ((i * 7) % 30) + (i < 15_008 ? 0 : 100));
  const point = highestRise(long)!;
  // Every twentieth place from 8 on.
  expect(point.at).toBe(15_008);
  // About 4500 tests in all, instead of 90,000.
  expect(point.chance).toBeLessThan(1e-5);
});
