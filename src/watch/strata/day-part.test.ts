import { expect, test } from 'vitest';
import { dayPart } from './day-part.ts';

const at = (text: string) => Date.parse(text);

test('parts of the local day; Saturday and Sunday apart', () => {
  const tokyo = dayPart('Asia/Tokyo', 6);
  expect(tokyo(at('2027-01-04T00:00:00+09:00'))).toBe(0);
  expect(tokyo(at('2027-01-04T05:59:59+09:00'))).toBe(0);
  expect(tokyo(at('2027-01-04T06:00:00+09:00'))).toBe(6);
  expect(tokyo(at('2027-01-04T23:59:59+09:00'))).toBe(18);
  // Friday evening in London is already Saturday in Tokyo.
  expect(tokyo(at('2027-01-08T20:00:00Z'))).toBe(24);
  expect(dayPart('Europe/London', 1)(at('2027-01-08T20:00:00Z'))).toBe(20);
});

test('offsets of less than an hour, and clocks that are changed', () => {
  expect(dayPart('Asia/Kathmandu', 6)(at('2027-01-04T06:00:00+05:45'))).toBe(6);
  expect(dayPart('Asia/Kathmandu', 6)(at('2027-01-04T05:59:00+05:45'))).toBe(0);
  const berlin = dayPart('Europe/Berlin', 6);
  expect(berlin(at('2027-03-27T11:59:00+01:00'))).toBe(30);
  expect(berlin(at('2027-03-28T11:59:00+02:00'))).toBe(30);
  expect(berlin(at('2027-03-28T12:00:00+02:00'))).toBe(36);
});

test('a time zone that there is not is an error that says what to give', () => {
  expect(() => dayPart('Mars/Olympus', 6)).toThrow(/there is no time zone Mars\/Olympus/);
});

test('far more times than are kept: the same answers', () => {
  const utc = dayPart('UTC', 6);
  for (let i = 0; i < 40_000; i += 1) {
    const time = i * 901_000;
    const day = new Date(time).getUTCDay();
    const plain = 6 * Math.floor(new Date(time).getUTCHours() / 6) + (day === 0 || day === 6 ? 24 : 0);
    if (utc(time) !== plain) expect({ time, code: utc(time) }).toEqual({ time, code: plain });
  }
});

test('parts of a day have whole hours that add up to it', () => {
  for (const hours of [0, 5, 7, 1.5, 48, Number.NaN]) expect(() => dayPart('UTC', hours)).toThrow(/hours long/);
});
