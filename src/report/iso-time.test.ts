import { expect, test } from 'vitest';
import { isIsoTime, minuteOf } from './iso-time.ts';

test.each([
  ['2026-11-29T09:30:12.345Z', '2026-11-29 09:30 UTC', true],
  ['2026-11-29T09:30Z', '2026-11-29 09:30 UTC', true],
  ['2026-11-29T09:30:12+09:00', '2026-11-29 09:30 UTC+09:00', true],
  ['last\nTuesday', 'last Tuesday', false],
  ['2026-11-29T09:30:12Z at Acme', '2026-11-29T09:30:12Z at Acme', false],
])('%s', (time, shown, is) => {
  expect(minuteOf(time)).toBe(shown);
  expect(isIsoTime(time)).toBe(is);
});
