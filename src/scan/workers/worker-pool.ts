import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import type { Engine } from './engine.ts';
import { keepThread, threadFor } from './kept-threads.ts';
import type { Marking } from './marking.ts';
import type { Thread } from './thread.ts';

/** Chunks in flight per worker: one being read, one ready to start at once. */
const CHUNKS_PER_WORKER = 2;

/** Moves the states of one thread into another. */
async function handOver(giver: Thread, taker: Thread): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  await giver.ask({ kind: 'give-states', to: port1 }, 'ready', [port1]);
  await taker.ask({ kind: 'add-states', from: port2 }, 'ready', [port2]);
}

/** Merges the states of all threads into one of them and returns that thread. */
async function mergedInto(threads: readonly Thread[]): Promise<Thread> {
  const readers = [...threads];
  while (readers.length > 1) {
    const givers = readers.splice(Math.ceil(readers.length / 2));
    await Promise.all(givers.map((giver, index) => handOver(giver, readers[index]!)));
  }
  return readers[0]!;
}

/**
 * Creates an engine with up to `jobs` worker threads, each with its own reader. A thread is started when a chunk finds
 * all others busy. A chunk goes to the thread with the fewest pending requests; its bytes are transferred, not copied.
 */
export function inWorkers(url: URL, jobs: number): Engine {
  const threads = [threadFor(url)];
  let markings: readonly Marking[] | undefined;
  // Nothing is awaited between choosing a thread and sending its request, because a thread must get its chunks in
  // ascending order.
  const nextThread = (): { thread: Thread; begun: Promise<unknown> | undefined } => {
    const least = threads.reduce((a, b) => (b.waiting < a.waiting ? b : a));
    if (least.waiting === 0 || threads.length === jobs) return { thread: least, begun: undefined };
    const thread = threadFor(url);
    threads.push(thread);
    return {
      thread,
      begun: markings === undefined ? undefined : thread.ask({ kind: 'begin-second-pass', markings }, 'ready'),
    };
  };
  return {
    capacity: jobs * CHUNKS_PER_WORKER,
    async read(chunk) {
      const { thread, begun } = nextThread();
      const read = thread.ask({ kind: 'read', chunk }, 'outcome', [chunk.bytes.buffer as ArrayBuffer]);
      const [{ outcome }] = await Promise.all([read, begun]);
      return outcome;
    },
    async conclude() {
      const last = await mergedInto(threads);
      return (await last.ask({ kind: 'conclude' }, 'conclusion')).conclusion;
    },
    async states() {
      const last = await mergedInto(threads);
      const { port1, port2 } = new MessageChannel();
      await last.ask({ kind: 'give-states', to: port1 }, 'ready', [port1]);
      const states = receiveMessageOnPort(port2)!.message as readonly unknown[];
      port2.close();
      return states;
    },
    async beginSecondPass(wanted) {
      markings = wanted;
      await Promise.all(threads.map((thread) => thread.ask({ kind: 'begin-second-pass', markings: wanted }, 'ready')));
    },
    release() {
      for (const thread of threads.splice(0)) keepThread(url, thread);
    },
    async close() {
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}
