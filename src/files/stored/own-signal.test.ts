import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { ownSignal } from './own-signal.ts';

test('fires with the other signal, and with its reason', () => {
  const other = new AbortController();
  const own = ownSignal(other.signal);
  expect(own.signal.aborted).toBe(false);
  const reason = new Error('stop');
  other.abort(reason);
  expect([own.signal.aborted, own.signal.reason]).toEqual([true, reason]);
});

test('fires at once if the other has fired', () => {
  expect(ownSignal(AbortSignal.abort('stop')).signal.reason).toBe('stop');
});

test('fires alone, without the other', () => {
  const other = new AbortController();
  const own = ownSignal(other.signal);
  own.abort('mine');
  expect([own.signal.reason, other.signal.aborted]).toEqual(['mine', false]);
  const alone = ownSignal(undefined);
  alone.abort('mine');
  alone.forget();
  expect(alone.signal.reason).toBe('mine');
});

test('once forgotten it no longer follows, and leaves no listener behind', () => {
  const other = new AbortController();
  const many = Array.from({ length: 5 }, () => ownSignal(other.signal));
  expect(getEventListeners(other.signal, 'abort')).toHaveLength(5);
  for (const own of many) own.forget();
  expect(getEventListeners(other.signal, 'abort')).toHaveLength(0);
  other.abort();
  expect(many.map(({ signal }) => signal.aborted)).toEqual(Array(5).fill(false));
});
