import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseInstant } from './instant.ts';

test('every time that a date can write is read as that date', () => {
  const range = {
    min: new Date('0001-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  };
  fc.assert(
    fc.property(fc.date(range), (date) => {
      expect(parseInstant(date.toISOString())).toBe(date.getTime());
    }),
  );
});

test('zones, fractions and small letters', () => {
  const noon = Date.parse('2026-11-30T12:00:00Z');
  expect(parseInstant('2026-11-30T21:00:00+09:00')).toBe(noon);
  expect(parseInstant('2026-11-30T07:30:00-04:30')).toBe(noon);
  expect(parseInstant('2026-11-30t12:00:00.123456789z')).toBe(noon + 123);
});

test.each([
  '',
  '2026-11-30',
  '2026-11-30T12:00:00',
  '2026-02-29T00:00:00Z',
  '2026-04-31T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-11-30T24:00:00Z',
  '2026-11-30T12:60:00Z',
  '2026-11-30T12:00:00+24:00',
  ' 2026-11-30T12:00:00Z',
  '１026-11-30T12:00:00Z',
])('no time: %s', (text) => {
  expect(parseInstant(text)).toBeNull();
});
