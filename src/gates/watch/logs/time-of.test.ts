import { expect, test } from 'vitest';
import { timeOf } from './time-of.ts';

const AT = Date.UTC(2027, 0, 4, 9, 30, 15, 250);

test.each<[string, unknown]>([
  ['milliseconds', AT],
  ['microseconds', AT * 1000],
  ['nanoseconds', AT * 1e6],
  ['seconds with a fraction', AT / 1000],
  ['milliseconds in a text', String(AT)],
  ['ISO 8601 with a zone', '2027-01-04T18:30:15.250+09:00'],
  ['Python, with a zone', '2027-01-04 09:30:15.250000+00:00'],
  ['no zone is UTC', '2027-01-04T09:30:15.250'],
  ['a blank for the T', '2027-01-04 09:30:15.250'],
  ['Python logging', '2027-01-04 09:30:15,250'],
])('%s', (_, value) => {
  expect(timeOf(value)).toBe(AT);
});

test('whole seconds', () => {
  expect(timeOf(AT / 1000 - 0.25)).toBe(AT - 250);
});

test.each([null, undefined, '', ' ', 'yesterday', 0, -5, 12_345, Number.NaN, Number.POSITIVE_INFINITY, {}, true])(
  '%s is no time',
  (value) => {
    expect(timeOf(value)).toBeNull();
  },
);
