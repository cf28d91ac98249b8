import { expect, test, vi } from 'vitest';
import { ZenbunError } from '../errors.ts';
import { interruptible } from './interruptible.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
const listeners = () => SIGNALS.map((signal) => process.listeners(signal));

/** Sends a signal to the listeners added since `before`, as the system would. */
function send(signal: (typeof SIGNALS)[number], before: ReturnType<typeof listeners>): void {
  const earlier = before[SIGNALS.indexOf(signal)]!;
  for (const listener of process.listeners(signal)) if (!earlier.includes(listener)) listener(signal);
}

/** Resolves when the signal aborts. */
const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve());
  });

test('gives what the work gives, and leaves no listener behind', async () => {
  const before = listeners();
  const given = await interruptible(async (signal) => {
    expect(listeners()).not.toEqual(before);
    expect(signal.aborted).toBe(false);
    return 'eggs';
  });
  expect(given).toBe('eggs');
  expect(listeners()).toEqual(before);
});

test.each(SIGNALS)('%s aborts; work that ends in good order is done', async (name) => {
  const before = listeners();
  const work = interruptible(async (signal) => {
    await aborted(signal);
    return 'put away';
  });
  send(name, before);
  expect(await work).toBe('put away');
  expect(listeners()).toEqual(before);
});

test('whatever breaks after a signal was interrupted; why is kept', async () => {
  const before = listeners();
  const cause = new Error('the bowl fell');
  const work = interruptible(async (signal) => {
    await aborted(signal);
    throw cause;
  });
  send('SIGINT', before);
  await expect(work).rejects.toMatchObject({ name: 'ZenbunError', code: 'interrupted', cause });
  expect(listeners()).toEqual(before);
});

test('work that tells itself how far it came when it was interrupted is believed', async () => {
  const before = listeners();
  const told = new ZenbunError('interrupted', { en: 'after 3 eggs', ja: '卵 3 個で' });
  const work = interruptible(async (signal) => {
    await aborted(signal);
    throw told;
  });
  send('SIGTERM', before);
  await expect(work).rejects.toBe(told);
});

test('without a signal a failure is itself', async () => {
  const before = listeners();
  const cause = new Error('no eggs');
  await expect(interruptible(() => Promise.reject(cause))).rejects.toBe(cause);
  expect(listeners()).toEqual(before);
});

test('a second signal ends the process at once', async () => {
  const before = listeners();
  const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never);
  try {
    let finish = () => {};
    const work = interruptible(() => new Promise<void>((resolve) => (finish = resolve)));
    send('SIGINT', before);
    expect(exit).not.toHaveBeenCalled();
    send('SIGTERM', before);
    expect(exit).toHaveBeenCalledExactlyOnceWith(130);
    finish();
    await work;
  } finally {
    exit.mockRestore();
  }
});
