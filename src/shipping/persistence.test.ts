import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ZenbunError } from '../errors.ts';
import { BucketConflict } from './bucket-conflict.ts';
import { Persistence } from './persistence.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const CONFLICT = new BucketConflict({ en: 'other bytes', ja: '異なる内容' });

/** Fails so many times, then answers; tells when it was called. */
function failing(times: number, cause: unknown = new Error('no answer')) {
  const start = Date.now();
  const calls: number[] = [];
  const work = async () => {
    calls.push(Date.now() - start);
    if (calls.length <= times) throw cause;
    return 'done';
  };
  return { calls, work };
}

test('work is repeated after growing waits, the last of which is repeated', async () => {
  const { calls, work } = failing(5);
  const result = new Persistence({ waitsMs: [10, 100, 1000] }).insist(work);
  await vi.advanceTimersByTimeAsync(5000);
  expect(await result).toBe('done');
  expect(calls).toEqual([0, 10, 110, 1110, 2110, 3110]);
});

test('by default it waits one second at first and a minute at last', async () => {
  const { calls, work } = failing(8);
  const persistence = new Persistence({});
  const result = persistence.insist(work);
  await vi.advanceTimersByTimeAsync(300_000);
  await result;
  const waits = calls.map((at, i) => at - (calls[i - 1] ?? 0)).slice(1);
  expect(waits).toEqual([1000, 2000, 5000, 10_000, 20_000, 60_000, 60_000, 60_000]);
  expect(persistence.firstWaitMs).toBe(1000);
});

test('without waits it repeats at once', async () => {
  const { calls, work } = failing(3);
  const result = new Persistence({ waitsMs: [] }).insist(work);
  await vi.advanceTimersByTimeAsync(10);
  expect(await result).toBe('done');
  expect(calls).toHaveLength(4);
});

test('the first failure after a success is told, further ones are not', async () => {
  const told: string[] = [];
  const persistence = new Persistence({ waitsMs: [1], onTrouble: ({ message }) => told.push(message) });
  const run = async (cause: Error) => {
    const result = persistence.insist(failing(2, cause).work);
    await vi.advanceTimersByTimeAsync(10);
    await result;
  };
  await run(new Error('one'));
  await run(new Error('other'));
  expect(told).toEqual(['one']);
  expect(persistence.lastError?.message).toBe('other');
  persistence.succeeded();
  expect(persistence.lastError).toBeNull();
  await run(new Error('third'));
  expect(told).toEqual(['one', 'third']);
});

test('a contradiction between bucket and log is never repeated, nor counted as trouble', async () => {
  const told: unknown[] = [];
  const { calls, work } = failing(1, CONFLICT);
  const persistence = new Persistence({ waitsMs: [1], onTrouble: (one) => told.push(one) });
  await expect(persistence.insist(work)).rejects.toBe(CONFLICT);
  expect(calls).toHaveLength(1);
  expect([told, persistence.lastError]).toEqual([[], null]);
  expect(CONFLICT).toMatchObject({ code: 'damaged', advice: expect.stringContaining('zenbun ledger verify') });
});

test.each<[string, unknown, string, string]>([
  ['an error of the network', new Error('ECONNRESET'), 'upstream', 'ECONNRESET'],
  ['a refusal', new ZenbunError('unauthorised', { en: 'no', ja: '否' }), 'unauthorised', 'no'],
  // An answer that makes no sense may make sense the next time; only a conflict is final.
  ['nonsense in an answer', new ZenbunError('damaged', { en: 'no note', ja: '形式' }), 'upstream', 'no note'],
  ['a thrown text', 'text', 'upstream', 'text'],
])('%s is told as %s', async (_, cause, code, message) => {
  const persistence = new Persistence({ waitsMs: [1] });
  const result = persistence.insist(failing(1, cause).work);
  await vi.advanceTimersByTimeAsync(1);
  await result;
  expect(persistence.lastError).toMatchObject({ code, message });
});

test('asked to end, it stops waiting, tries once more and gives up with the failure', async () => {
  const persistence = new Persistence({ waitsMs: [3_600_000] });
  const { calls, work } = failing(9);
  const result = persistence.insist(work);
  const failure = expect(result).rejects.toMatchObject({ code: 'upstream', message: 'no answer' });
  await vi.advanceTimersByTimeAsync(1);
  expect(calls).toHaveLength(1);
  expect(persistence.isEnding).toBe(false);
  await persistence.end(1000, result.then(undefined, () => undefined) as Promise<void>);
  expect(persistence.isEnding).toBe(true);
  await failure;
  expect(calls).toHaveLength(2);
});

test('after the time to end nothing new is begun', async () => {
  const persistence = new Persistence({ waitsMs: [1] });
  let release = () => {};
  const running = new Promise<void>((resolve) => {
    release = resolve;
  });
  const ended = persistence.end(1000, running);
  await vi.advanceTimersByTimeAsync(999);
  expect(await persistence.insist(async () => 'in time')).toBe('in time');
  await vi.advanceTimersByTimeAsync(1);
  const late = vi.fn();
  await expect(persistence.insist(late)).rejects.toMatchObject({ code: 'interrupted' });
  expect(late).not.toHaveBeenCalled();
  release();
  await ended;
});

test('what ends in time leaves no timer, and pauses no more', async () => {
  const persistence = new Persistence({});
  await persistence.end(60_000, Promise.resolve());
  await persistence.pause(60_000);
  expect(vi.getTimerCount()).toBe(0);
});

test('every pause is cut short', async () => {
  const persistence = new Persistence({});
  const pauses = Promise.all([persistence.pause(60_000), persistence.pause(120_000)]);
  await persistence.end(1000, Promise.resolve());
  await pauses;
  expect(vi.getTimerCount()).toBe(0);
});
