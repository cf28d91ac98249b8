import { expect, onTestFinished, test } from 'vitest';
import { Thread } from './thread.ts';
import type { WorkerRequest } from './worker-protocol.ts';

/** Creates a thread whose module runs this code on every request; `tell` sends the answer. */
function threadOf(code: string): Thread {
  const source = `
    import { parentPort } from 'node:worker_threads';
    const tell = (answer) => parentPort.postMessage(answer);
    parentPort.on('message', (request) => { ${code} });
  `;
  const thread = new Thread(new URL(`data:text/javascript,${encodeURIComponent(source)}`));
  onTestFinished(() => thread.close());
  return thread;
}

const startOver: WorkerRequest = { kind: 'start-over' };
const conclude: WorkerRequest = { kind: 'conclude' };

test('requests are answered in order, and those that are not answered yet are counted', async () => {
  const thread = threadOf(`tell({ kind: request.kind === 'conclude' ? 'conclusion' : 'ready', conclusion: 42 })`);
  expect(thread.waiting).toBe(0);
  const ready = thread.ask(startOver, 'ready');
  const conclusion = thread.ask(conclude, 'conclusion');
  expect(thread.waiting).toBe(2);
  expect(await ready).toMatchObject({ kind: 'ready' });
  expect(await conclusion).toMatchObject({ kind: 'conclusion', conclusion: 42 });
  expect([thread.waiting, thread.alive]).toEqual([0, true]);
});

test('a failure fails the request that it answers, as it was told, and no other', async () => {
  const failed = { kind: 'failed', code: 'limit', message: { en: 'too deep', ja: '深すぎます' }, advice: { en: 'Cut it.', ja: '切る。' }, trace: 'at row 3' }; // biome-ignore format: one answer
  const thread = threadOf(`tell(request.kind === 'conclude' ? ${JSON.stringify(failed)} : { kind: 'ready' })`);
  const failing = thread.ask(conclude, 'conclusion');
  const ready = thread.ask(startOver, 'ready');
  await expect(failing).rejects.toMatchObject({
    code: 'limit',
    localized: failed.message,
    localizedAdvice: failed.advice,
    cause: expect.objectContaining({ message: 'at row 3' }),
  });
  expect(await ready).toEqual({ kind: 'ready' });
  expect(thread.alive).toBe(true);
});

test.each([
  ['ends', 'process.exit(3)'],
  ['throws', 'throw new Error("asked to")'],
])('a thread that %s fails all that wait for it and all that ask later', async (_, code) => {
  const thread = threadOf(code);
  const waiting = [thread.ask(startOver, 'ready'), thread.ask(conclude, 'conclusion')];
  const died = {
    code: 'internal',
    message: 'A worker of the scan crashed.',
    advice: expect.stringContaining('--jobs 1'),
  };
  for (const one of waiting) await expect(one).rejects.toMatchObject(died);
  expect(thread.alive).toBe(false);
  await expect(thread.ask(startOver, 'ready')).rejects.toMatchObject(died);
});

test('a thread that is closed ends at once, even if it is stuck, and says that the scan has ended', async () => {
  const thread = threadOf('for (;;);');
  const stuck = thread.ask(startOver, 'ready');
  const failed = expect(stuck).rejects.toMatchObject({ code: 'interrupted', message: 'The scan has ended.' });
  await thread.close();
  await failed;
  expect(thread.alive).toBe(false);
  await expect(thread.ask(startOver, 'ready')).rejects.toMatchObject({ code: 'interrupted' });
});

test('what is transferred is gone here', async () => {
  const thread = threadOf(`tell({ kind: 'conclusion', conclusion: request.bytes.byteLength })`);
  const { buffer } = new Uint8Array(12);
  const request = { kind: 'conclude', bytes: buffer } as WorkerRequest;
  expect(await thread.ask(request, 'conclusion', [buffer])).toMatchObject({ conclusion: 12 });
  expect(buffer.byteLength).toBe(0);
});
