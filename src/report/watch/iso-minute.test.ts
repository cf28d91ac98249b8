import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoMinute } from './iso-minute.ts';

test.each([
  [0, '1970-01-01 00:00 UTC'],
  [59_999, '1970-01-01 00:00 UTC'],
  [60_000, '1970-01-01 00:01 UTC'],
  [-1, '1969-12-31 23:59 UTC'],
  [1_709_210_040_000, '2024-02-29 12:34 UTC'],
  [951_868_799_000, '2000-02-29 23:59 UTC'],
  [4_107_542_400_000, '2100-03-01 00:00 UTC'],
])('%d is %s', (at, text) => {
  expect(isoMinute(at)).toBe(text);
});

test('every day of four years and of those around 2100', () => {
  for (const year of [2024, 2098])
    for (let day = 0; day < 1461; day += 1) {
      const at = Date.UTC(year, 0, 1 + day);
      expect(isoMinute(at)).toBe(`${new Date(at).toISOString().slice(0, 10)} 00:00 UTC`);
    }
});

test('the same as a clock says, for four thousand years', () => {
  const from = Date.UTC(1000, 0, 1);
  fc.assert(
    fc.property(fc.integer({ min: from, max: Date.UTC(4999, 11, 31) }), (at) => {
      expect(isoMinute(at)).toBe(`${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`);
    }),
  );
});
