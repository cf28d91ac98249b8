import { expect, test } from 'vitest';
import { jobsOf } from './jobs-flag.ts';
import { statedTime, timeOfFlag } from './stated-time.ts';

const usage = expect.objectContaining({ code: 'usage' });

test.each([
  ['2026-11-30', Date.UTC(2026, 10, 30)],
  ['2024-02-29', Date.UTC(2024, 1, 29)],
  ['2026-11-30T12:00:00Z', Date.UTC(2026, 10, 30, 12)],
  ['2026-11-30T12:00:00+09:00', Date.UTC(2026, 10, 30, 3)],
  ['2026-11-30T12:00:00.250-01:30', Date.UTC(2026, 10, 30, 13, 30, 0, 250)],
])('%s is a time', (typed, ms) => {
  expect(timeOfFlag(typed)).toBe(ms);
});

test.each([
  '',
  'today',
  '2026-11',
  '2026-02-29',
  '2026-13-01',
  '2026-11-30T12:00:00',
  '2026-11-30T24:01:00Z',
  '1764460800',
])('%j is none, and the flag is named', (typed) => {
  expect(() => timeOfFlag(typed)).toThrow(usage);
  expect(() => timeOfFlag(typed)).toThrow(/^--at must be a time such as/);
});

test('the flag comes before SOURCE_DATE_EPOCH, which is in seconds', () => {
  expect(statedTime(undefined, undefined)).toBeNull();
  expect(statedTime(undefined, '')).toBeNull();
  expect(statedTime(undefined, '0')).toBe(0);
  expect(statedTime(undefined, '1764460800')).toBe(1_764_460_800_000);
  expect(statedTime('1970-01-02', '1764460800')).toBe(86_400_000);
  expect(statedTime('1970-01-02', 'nonsense')).toBe(86_400_000);
});

test.each(['-1', '1.5', '1e9', 'now', ' 1', '999999999999'])('SOURCE_DATE_EPOCH of %j is refused', (epoch) => {
  expect(() => statedTime(undefined, epoch)).toThrow(usage);
  expect(() => statedTime(undefined, epoch)).toThrow(`SOURCE_DATE_EPOCH must be seconds since 1970, not ${epoch}`);
});

test('threads are 1 to 256', () => {
  expect(jobsOf(undefined)).toBeUndefined();
  expect(jobsOf('1')).toBe(1);
  expect(jobsOf('256')).toBe(256);
  for (const text of ['', '0', '257', '-1', '1.5', '1e2', '0x1', ' 1', '0001'])
    expect(() => jobsOf(text)).toThrow(usage);
});
