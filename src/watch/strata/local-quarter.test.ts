import { expect, test } from 'vitest';
import { localQuarter } from './local-quarter.ts';

const at = (text: string) => Date.parse(text);

test('quarters of the local day; Saturday and Sunday apart', () => {
  const tokyo = localQuarter('Asia/Tokyo');
  expect(tokyo(at('2027-01-04T00:00:00+09:00'))).toBe(0);
  expect(tokyo(at('2027-01-04T05:59:59+09:00'))).toBe(0);
  expect(tokyo(at('2027-01-04T06:00:00+09:00'))).toBe(1);
  expect(tokyo(at('2027-01-04T23:59:59+09:00'))).toBe(3);
  // Friday evening in London is Saturday in Tokyo.
  expect(tokyo(at('2027-01-08T20:00:00Z'))).toBe(4);
  expect(localQuarter('Europe/London')(at('2027-01-08T20:00:00Z'))).toBe(3);
});

test('offsets of less than an hour, and clocks that are changed', () => {
  expect(localQuarter('Asia/Kathmandu')(at('2027-01-04T06:00:00+05:45'))).toBe(1);
  expect(localQuarter('Asia/Kathmandu')(at('2027-01-04T05:59:00+05:45'))).toBe(0);
  const berlin = localQuarter('Europe/Berlin');
  expect(berlin(at('2027-03-27T11:59:00+01:00'))).toBe(5);
  expect(berlin(at('2027-03-28T11:59:00+02:00'))).toBe(5);
  expect(berlin(at('2027-03-28T12:00:00+02:00'))).toBe(6);
});

test('a time zone that there is not is an error that says what to give', () => {
  expect(() => localQuarter('Mars/Olympus')).toThrow(/there is no time zone Mars\/Olympus/);
});

test('far more times than are kept: the same answers', () => {
  const utc = localQuarter('UTC');
  for (let i = 0; i < 40_000; i += 1) {
    const time = i * 901_000;
    const day = new Date(time).getUTCDay();
    const plain = Math.floor(new Date(time).getUTCHours() / 6) + (day === 0 || day === 6 ? 4 : 0);
    if (utc(time) !== plain) expect({ time, code: utc(time) }).toEqual({ time, code: plain });
  }
});
