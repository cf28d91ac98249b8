import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RecentRequests } from './recent-requests.ts';

const WINDOW_MS = 5 * 60_000;
const client = (id: string, subject: string | null = null) => ({ id, subject });
const bytes = (text: string) => Buffer.from(text);

test('the same bytes of the same client within five minutes are a retry', () => {
  const recent = new RecentRequests();
  expect(recent.isRetry(client('a'), bytes('x'), 0)).toBe(false);
  expect(recent.isRetry(client('a'), bytes('x'), WINDOW_MS)).toBe(true);
  // Counts from the last time.
  expect(recent.isRetry(client('a'), bytes('x'), 2 * WINDOW_MS)).toBe(true);
  expect(recent.isRetry(client('a'), bytes('x'), 3 * WINDOW_MS + 1)).toBe(false);
});

test('other bytes, another key or another person behind the same key are none', () => {
  const recent = new RecentRequests();
  recent.isRetry(client('a', 'one'), bytes('x'), 0);
  expect(recent.isRetry(client('a', 'one'), bytes('x '), 1)).toBe(false);
  expect(recent.isRetry(client('b', 'one'), bytes('x'), 1)).toBe(false);
  expect(recent.isRetry(client('a', 'two'), bytes('x'), 1)).toBe(false);
  expect(recent.isRetry(client('a'), bytes('x'), 1)).toBe(false);
  expect(recent.isRetry(client('a', 'one'), bytes('x'), 1)).toBe(true);
});

test('no two clients are taken for one, whatever their names', () => {
  const name = fc.string({ maxLength: 4 });
  const subject = fc.option(fc.stringMatching(/^[\w.:-]{1,4}$/));
  fc.assert(
    fc.property(name, subject, name, subject, (a, s, b, t) => {
      fc.pre(!a.includes('\n') && !b.includes('\n'));
      const recent = new RecentRequests();
      recent.isRetry(client(a, s), bytes('x'), 0);
      expect(recent.isRetry(client(b, t), bytes('x'), 0)).toBe(a === b && s === t);
    }),
  );
});

test('twenty thousand are remembered, the oldest are forgotten first', () => {
  const recent = new RecentRequests();
  for (let i = 0; i < 20_000; i += 1) recent.isRetry(client('a'), bytes(String(i)), i);
  // Being asked again made the first the newest.
  expect(recent.isRetry(client('a'), bytes('0'), 20_000)).toBe(true);
  recent.isRetry(client('a'), bytes('another'), 20_000);
  expect(recent.isRetry(client('a'), bytes('1'), 20_000)).toBe(false);
  expect(recent.isRetry(client('a'), bytes('0'), 20_000)).toBe(true);
});
