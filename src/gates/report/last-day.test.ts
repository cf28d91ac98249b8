import { expect, test } from 'vitest';
import { lastDayAt } from './last-day.ts';

test('in the evening of UTC it is the next day in Tokyo already', () => {
  expect(lastDayAt('2026-11-29T20:00:00Z')).toBe('2026-11-30');
  expect(lastDayAt('2026-11-29T09:59:59.999Z')).toBe('2026-11-29');
});
