import { expect, onTestFinished, test, vi } from 'vitest';
import { timeOf, unreadTime } from './time-of.ts';

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
  ['slashes, the year first', '2027/01/04 09:30:15.250'],
  ['without leading zeros', '2027/1/4 9:30:15.25'],
  ['the name of the month', '4 Jan 2027 09:30:15.250'],
  ['the name of the month, and noon', 'Jan 4, 2027, 9:30:15.250 AM'],
  ['the name of a zone', 'Mon, 04 Jan 2027 09:30:15.250 GMT'],
  ['an offset', 'Jan 4 2027 18:30:15.250 +0900'],
])('%s', (_, value) => {
  expect(timeOf(value)).toBe(AT);
});

test.each(['Asia/Tokyo', 'America/New_York', 'UTC'])('no zone is UTC, also on a machine in %s', (zone) => {
  vi.stubEnv('TZ', zone);
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(new Date(AT).getHours() === 9).toBe(zone === 'UTC');
  for (const text of ['2027/01/04 09:30:15.250', '4 Jan 2027 09:30:15.250', '2027-01-04T09:30:15.250'])
    expect(timeOf(text)).toBe(AT);
  expect(timeOf('2027/1/4')).toBe(Date.UTC(2027, 0, 4));
});

test.each(['04/01/2027 09:30', '1/4/2027', '13.01.2027 09:30', '27/01/04 09:30'])('%s may be of two days', (text) => {
  expect(timeOf(text)).toBeNull();
  expect(unreadTime(text)).toContain('what is the day and what the month');
  expect(unreadTime('soon')).toContain('no time');
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
