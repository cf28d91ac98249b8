import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { interrupted, interruptible } from './interruptible.ts';

const never = new Promise<never>(() => {});
const stopped = expect.objectContaining({ name: 'ZenbunError', code: 'interrupted' });

test('without a stop the work ends as it does by itself', async () => {
  for (const signal of [undefined, new AbortController().signal]) {
    expect(await interruptible(Promise.resolve('done'), signal)).toBe('done');
    await expect(interruptible(Promise.reject(new Error('broken')), signal)).rejects.toThrow('broken');
  }
});

test('a stop ends what never settles', async () => {
  const stop = new AbortController();
  const waiting = interruptible(never, stop.signal);
  stop.abort();
  await expect(waiting).rejects.toThrow(stopped);
});

test('a stop that came before ends it, too', async () => {
  await expect(interruptible(never, AbortSignal.abort())).rejects.toThrow(stopped);
});

test('the reason of the signal does not matter: who stops a scan always gets the same error', async () => {
  const waiting = interruptible(never, AbortSignal.abort(new TypeError('bored')));
  await expect(waiting).rejects.toMatchObject({ code: 'interrupted', message: interrupted().message });
});

test('work that has ended is followed by no listener, however it ended', async () => {
  const stop = new AbortController();
  await interruptible(Promise.resolve(), stop.signal);
  await interruptible(Promise.reject(new Error('broken')), stop.signal).catch(() => undefined);
  expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
  const waiting = interruptible(never, stop.signal).catch(() => undefined);
  stop.abort();
  await waiting;
  expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
});
