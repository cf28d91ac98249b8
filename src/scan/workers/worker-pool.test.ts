import { expect, onTestFinished, test } from 'vitest';
import type { Chunk } from '../../dataset/index.ts';
import type { Engine } from './engine.ts';
import type { Marking } from './marking.ts';
import { inWorkers } from './worker-pool.ts';

/**
 * A worker that reports its thread and, in order, the chunks that it was given; these are its states. In a second pass
 * it also reports what it should look for. It never answers the chunk with this number.
 */
const UNANSWERED = 1_000;
const SOURCE = `
  import { parentPort, receiveMessageOnPort, threadId } from 'node:worker_threads';
  let seen = [];
  let wanted = null;
  const answer = (request) => {
    switch (request.kind) {
      case 'read':
        seen.push(request.chunk.seq);
        return { kind: 'outcome', outcome: { threadId, seen: [...seen], wanted, bytes: request.chunk.bytes.length } };
      case 'give-states':
        request.to.postMessage(seen);
        seen = [];
        return { kind: 'ready' };
      case 'add-states':
        seen.push(...receiveMessageOnPort(request.from).message);
        return { kind: 'ready' };
      case 'conclude':
        return { kind: 'conclusion', conclusion: seen };
      case 'begin-second-pass':
        seen = [];
        wanted = request.markings;
        return { kind: 'ready' };
      default:
        seen = [];
        wanted = null;
        return { kind: 'ready' };
    }
  };
  parentPort.on('message', (request) => {
    if (request.chunk?.seq !== ${UNANSWERED}) parentPort.postMessage(answer(request));
  });
`;

interface Told {
  readonly threadId: number;
  readonly seen: readonly number[];
  readonly wanted: readonly Marking[] | null;
  readonly bytes: number;
}

let urls = 0;
/** Returns a unique URL, so that no thread kept from another test is used. */
function newUrl(): URL {
  urls += 1;
  return new URL(`data:text/javascript,${encodeURIComponent(`// ${urls}\n${SOURCE}`)}`);
}

function pool(jobs: number, url: URL = newUrl()): Engine {
  const engine = inWorkers(url, jobs);
  onTestFinished(() => engine.close());
  return engine;
}

const chunk = (seq: number) => ({ seq, bytes: new Uint8Array(10 + seq) }) as unknown as Chunk;
const read = async (engine: Engine, seq: number) => (await engine.read(chunk(seq))) as unknown as Told;

/** Reads chunks as a scan does: one after another, and no more at a time than the engine takes. */
async function readAll(engine: Engine, count: number, from = 0): Promise<Told[]> {
  const told: Promise<Told>[] = [];
  for (let seq = from; seq < from + count; seq += 1) {
    told.push(read(engine, seq));
    // Gives the engine a turn to hand over the chunk, as between two chunks of a file.
    await Promise.resolve().then(() => undefined);
  }
  return Promise.all(told);
}

const threadsOf = (told: readonly Told[]) => new Set(told.map(({ threadId }) => threadId));
const MARKINGS: Marking[] = [{ detector: 0, state: 'all', findings: [] }];

test('one thread is enough where every chunk is waited for; more are started when all are at work', async () => {
  const engine = pool(3);
  expect(engine.capacity).toBe(6);
  const alone = [await read(engine, 0), await read(engine, 1), await read(engine, 2)];
  expect(threadsOf(alone).size).toBe(1);
  expect(threadsOf(await readAll(engine, 6, 3)).size).toBe(3);
});

test('the bytes of a chunk are handed over, not copied', async () => {
  const given = chunk(7);
  expect(await pool(1).read(given)).toMatchObject({ bytes: 17 });
  expect(given.bytes.byteLength).toBe(0);
});

test.each([1, 2, 3, 5])('a conclusion is over the chunks of all of %i threads', async (jobs) => {
  const engine = pool(jobs);
  const told = await readAll(engine, 2 * jobs);
  expect(threadsOf(told).size).toBe(jobs);
  const all = (await engine.conclude()) as unknown as number[];
  expect(all.sort((a, b) => a - b)).toEqual(Array.from({ length: 2 * jobs }, (_, seq) => seq));
});

test('in the first pass every thread is given its chunks in rising order', async () => {
  const told = await readAll(pool(3), 6);
  for (const { seen } of told) expect(seen).toEqual([...seen].sort((a, b) => a - b));
});

test('a second pass is begun in all threads, and in those that are started later', async () => {
  const engine = pool(2);
  await read(engine, 0);
  await engine.beginSecondPass(MARKINGS);
  const told = await readAll(engine, 4);
  expect(threadsOf(told).size).toBe(2);
  for (const { wanted } of told) expect(wanted).toEqual(MARKINGS);
});

// If a chunk waited until its new thread was ready, later ones would overtake it, and the texts of the first rows might
// be missing.
test('in a second pass, too, a thread that is started late is given its chunks in rising order', async () => {
  const engine = pool(2);
  await read(engine, 0);
  await engine.beginSecondPass(MARKINGS);
  const told = await readAll(engine, 4);
  for (const { seen } of told) expect(seen).toEqual([...seen].sort((a, b) => a - b));
});

test('released threads serve the next scan of the same module, and remember nothing', async () => {
  const url = newUrl();
  const engine = pool(2, url);
  await engine.beginSecondPass(MARKINGS);
  const first = await readAll(engine, 4);
  engine.release();
  await engine.close();
  const next = await readAll(pool(2, url), 4);
  expect(threadsOf(next)).toEqual(threadsOf(first));
  for (const { wanted, seen } of next) expect([wanted, seen.length <= 2]).toEqual([null, true]);
});

test('closing ends the threads, and who waits for one goes on with an error', async () => {
  const engine = inWorkers(newUrl(), 1);
  await read(engine, 0);
  const waiting = expect(engine.read(chunk(UNANSWERED))).rejects.toMatchObject({ code: 'interrupted' });
  await engine.close();
  await waiting;
});
