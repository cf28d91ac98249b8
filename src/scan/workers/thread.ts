import { type TransferListItem, Worker } from 'node:worker_threads';
import { ZenbunError } from '../../errors.ts';
import type { WorkerReply, WorkerRequest } from './worker-protocol.ts';

/**
 * Heap limits of a thread, in megabytes. V8 lets a heap with a very large limit grow to four times its live data, and
 * one with a smaller limit to less: 1 GB is ample for the longest record and keeps a thread near 100 MB. Rows die
 * young, so more room for short-lived objects was not faster in measurements.
 */
const HEAP = { maxOldGenerationSizeMb: 1_024, maxYoungGenerationSizeMb: 16 };

interface PendingReply {
  readonly resolve: (answer: WorkerReply) => void;
  readonly reject: (error: Error) => void;
}

/** One thread and its unanswered requests. */
export class Thread {
  readonly #worker: Worker;
  readonly #expected: PendingReply[] = [];
  #dead: Error | undefined;

  constructor(url: URL) {
    this.#worker = new Worker(url, { name: 'zenbun-scan', resourceLimits: HEAP });
    this.#worker.on('message', (answer: WorkerReply) => this.#take(answer));
    this.#worker.on('messageerror', (cause) => this.#die(cause));
    this.#worker.on('error', (cause) => this.#die(cause));
    this.#worker.on('exit', (status) => this.#die(new Error(`The worker ended with status ${status}.`)));
  }

  get waiting(): number {
    return this.#expected.length;
  }

  ask<K extends WorkerReply['kind']>(
    request: WorkerRequest,
    _kind: K,
    transfer: readonly TransferListItem[] = [],
  ): Promise<Extract<WorkerReply, { kind: K }>> {
    return new Promise((resolve, reject) => {
      if (this.#dead !== undefined) {
        reject(this.#dead);
        return;
      }
      this.#worker.postMessage(request, transfer);
      this.#expected.push({ resolve: (answer) => resolve(answer as Extract<WorkerReply, { kind: K }>), reject });
    });
  }

  get alive(): boolean {
    return this.#dead === undefined;
  }

  /** Sets whether this thread keeps the process alive. */
  holdProcess(holds: boolean): void {
    if (holds) this.#worker.ref();
    else this.#worker.unref();
  }

  /** Ends the thread, whatever it is doing. */
  async close(): Promise<void> {
    this.#dead ??= new ZenbunError('interrupted', { en: 'The scan has ended.', ja: '検査は終了しています' });
    await this.#worker.terminate();
  }

  #take(answer: WorkerReply): void {
    const expected = this.#expected.shift();
    if (answer.kind !== 'failed') {
      expected?.resolve(answer);
      return;
    }
    const { code, message, advice, trace } = answer;
    expected?.reject(new ZenbunError(code, message, { advice, cause: new Error(trace) }));
  }

  /** A dead thread answers nothing: all pending requests fail, and so do all later ones. */
  #die(cause: unknown): void {
    this.#dead ??= new ZenbunError(
      'internal',
      { en: 'A worker of the scan crashed.', ja: '検査のワーカーが異常終了しました' },
      {
        advice: {
          en: 'Run again with --jobs 1; if that also fails, please report it and say what kind of data it was.',
          ja: '--jobs 1 を付けて再実行してください。それでも失敗する場合は、データの種類を添えてご報告ください。',
        },
        cause,
      },
    );
    for (const { reject } of this.#expected.splice(0)) reject(this.#dead);
    void this.#worker.terminate();
  }
}
