import { MessageChannel, type TransferListItem, Worker } from 'node:worker_threads';
import { ZenbunError } from '../errors.ts';
import type { Engine } from './engine.ts';
import type { Marking } from './marking.ts';
import type { Answer, Request } from './worker-protocol.ts';

/** Chunks waiting at each worker: one in work, one to begin with at once. */
const CHUNKS_PER_WORKER = 2;

/**
 * Heap of a thread, in megabytes. V8 lets a heap grow to four times what is alive in it where it may become very large,
 * and less where it may not: 1 GB is ample for the longest record and keeps a thread near 100 MB. Rows die young, so
 * more room for short-lived objects was not faster in measurements.
 */
const HEAP = { maxOldGenerationSizeMb: 1_024, maxYoungGenerationSizeMb: 16 };

interface Expected {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** One thread, and the requests it has not answered yet. */
class Thread {
  readonly #worker: Worker;
  readonly #expected: Expected[] = [];
  #dead: Error | undefined;

  constructor(url: URL) {
    this.#worker = new Worker(url, { name: 'zenbun-scan', resourceLimits: HEAP });
    this.#worker.on('message', (answer: Answer) => this.#take(answer));
    this.#worker.on('messageerror', (cause) => this.#die(cause));
    this.#worker.on('error', (cause) => this.#die(cause));
    this.#worker.on('exit', (status) => this.#die(new Error(`The worker ended with status ${status}.`)));
  }

  get waiting(): number {
    return this.#expected.length;
  }

  ask<K extends Answer['kind']>(
    request: Request,
    _kind: K,
    transfer: readonly TransferListItem[] = [],
  ): Promise<Extract<Answer, { kind: K }>> {
    return new Promise((resolve, reject) => {
      if (this.#dead !== undefined) {
        reject(this.#dead);
        return;
      }
      this.#worker.postMessage(request, transfer);
      this.#expected.push({ resolve: (answer) => resolve(answer as Extract<Answer, { kind: K }>), reject });
    });
  }

  async close(): Promise<void> {
    this.#dead ??= new ZenbunError('interrupted', 'The scan has ended.');
    await this.#worker.terminate();
  }

  #take(answer: Answer): void {
    const expected = this.#expected.shift();
    if (answer.kind !== 'failed') {
      expected?.resolve(answer);
      return;
    }
    const { code, message, advice, trace } = answer;
    expected?.reject(
      new ZenbunError(code, message, { ...(advice === undefined ? {} : { advice }), cause: new Error(trace) }),
    );
  }

  /** A thread that is gone answers nothing any more: all that wait for it fail, and all that ask later. */
  #die(cause: unknown): void {
    this.#dead ??= new ZenbunError('internal', 'A worker of the scan died.', {
      advice: 'Run again with --jobs 1; if that fails too, report it together with the kind of data.',
      cause,
    });
    for (const { reject } of this.#expected.splice(0)) reject(this.#dead);
  }
}

/** The second thread takes in the states of the first. */
async function handOver(giver: Thread, taker: Thread): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  await giver.ask({ kind: 'give-states', to: port1 }, 'ready', [port1]);
  await taker.ask({ kind: 'add-states', from: port2 }, 'ready', [port2]);
}

/**
 * Up to `jobs` worker threads, each with a reader of its own; a thread is started when a chunk finds all others at work.
 * A chunk goes to the thread with the fewest waiting; its bytes are transferred, not copied.
 */
export function inWorkers(url: URL, jobs: number): Engine {
  const threads = [new Thread(url)];
  let markings: readonly Marking[] | undefined;
  const nextThread = async (): Promise<Thread> => {
    const least = threads.reduce((a, b) => (b.waiting < a.waiting ? b : a));
    if (least.waiting === 0 || threads.length === jobs) return least;
    const thread = new Thread(url);
    threads.push(thread);
    if (markings !== undefined) await thread.ask({ kind: 'begin-second-pass', markings }, 'ready');
    return thread;
  };
  return {
    capacity: jobs * CHUNKS_PER_WORKER,
    async read(chunk) {
      const thread = await nextThread();
      const { outcome } = await thread.ask({ kind: 'read', chunk }, 'outcome', [chunk.bytes.buffer as ArrayBuffer]);
      return outcome;
    },
    async conclude() {
      const readers = [...threads];
      while (readers.length > 1) {
        const givers = readers.splice(Math.ceil(readers.length / 2));
        await Promise.all(givers.map((giver, index) => handOver(giver, readers[index]!)));
      }
      return (await readers[0]!.ask({ kind: 'conclude' }, 'conclusion')).conclusion;
    },
    async beginSecondPass(wanted) {
      markings = wanted;
      await Promise.all(threads.map((thread) => thread.ask({ kind: 'begin-second-pass', markings: wanted }, 'ready')));
    },
    async close() {
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}
