import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import type { Chunk } from '../../dataset/index.ts';
import type { Detector } from '../../detectors/index.ts';
import { threadDetector } from '../fixtures/thread-detector.ts';
import { serveRequests } from './serve-requests.ts';
import type { WorkerReply, WorkerRequest } from './worker-protocol.ts';

function chunkOf(content: string): Chunk {
  const bytes = new Uint8Array(Buffer.from(content));
  return {
    ...{ file: 0, seq: 0, firstLine: 1, bytes, ranges: new Uint32Array([0, bytes.length]), physicalLines: null },
    ...{ encoding: { kind: 'json' }, format: 'auto', map: null, naming: null, maxDepth: 9, endsOpen: false },
  };
}
const ROW = '{"prompt":"Name one","completion":"A lemon."}';

/** Runs a worker's body in this thread and sends it one request after another. */
function served(detectors: readonly Detector[]): (request: WorkerRequest) => Promise<WorkerReply> {
  const { port1, port2 } = new MessageChannel();
  serveRequests(port2, detectors);
  onTestFinished(() => port1.close());
  return async (request) => {
    const answered = once(port1, 'message');
    port1.postMessage(
      request,
      request.kind === 'give-states' ? [request.to] : request.kind === 'add-states' ? [request.from] : [],
    );
    return ((await answered) as [WorkerReply])[0];
  };
}

const counting = [threadDetector as Detector];
const read = { kind: 'read', chunk: chunkOf(ROW) } as const;
async function concluded(ask: (request: WorkerRequest) => Promise<WorkerReply>): Promise<number> {
  const answer = await ask({ kind: 'conclude' });
  return answer.kind === 'conclusion' ? answer.conclusion.concluded[0]![0]!.count : Number.NaN;
}

test('a chunk is answered with its outcome, and the set with its conclusion', async () => {
  const ask = served(counting);
  expect(await ask(read)).toMatchObject({ kind: 'outcome', outcome: { tally: { rows: 1, read: 1 } } });
  await ask(read);
  expect(await concluded(ask)).toBe(2);
});

test('states go from one worker to the other, and count there', async () => {
  const [giver, taker] = [served(counting), served(counting)];
  for (const ask of [giver, giver, taker]) await ask(read);
  const { port1, port2 } = new MessageChannel();
  expect(await giver({ kind: 'give-states', to: port1 })).toEqual({ kind: 'ready' });
  expect(await taker({ kind: 'add-states', from: port2 })).toEqual({ kind: 'ready' });
  expect(await concluded(taker)).toBe(3);
});

test('a worker that starts over has forgotten what it read', async () => {
  const ask = served(counting);
  await ask(read);
  expect(await ask({ kind: 'start-over' })).toEqual({ kind: 'ready' });
  await ask(read);
  expect(await concluded(ask)).toBe(1);
});

test('what goes wrong is an answer, with the place where it happened; the worker goes on', async () => {
  const ask = served([
    {
      ...counting[0]!,
      see: () => {
        throw new Error('asked to');
      },
    },
  ]);
  expect(await ask(read)).toMatchObject({
    kind: 'failed',
    code: 'internal',
    message: { en: 'The detector encoded failed at row 1.' },
    trace: expect.stringContaining('serve-requests'),
  });
  const secondPass = { kind: 'begin-second-pass', markings: [{ detector: 0, state: null, findings: [] }] } as const;
  expect(await ask(secondPass)).toMatchObject({ kind: 'failed', message: { en: 'encoded has no second pass.' } });
  expect(await ask({ kind: 'start-over' })).toEqual({ kind: 'ready' });
});

test('an error that is none of zenbun is told as a failed worker', async () => {
  const broken = { ...counting[0]!, end: () => expect.unreachable('broken end') };
  const answer = await served([broken])({ kind: 'conclude' });
  expect(answer).toMatchObject({ kind: 'failed', code: 'internal', message: { en: 'A worker failed.' } });
  expect(answer.kind === 'failed' && answer.trace).toContain('broken end');
});
