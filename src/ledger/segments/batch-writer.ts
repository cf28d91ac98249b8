import type { ZenbunError } from '../../errors.ts';
import type { SubjectKeys } from '../keys/subject-keys.ts';
import { failedWrite } from '../ledger-error.ts';
import type { SegmentWriter } from './segment-writer.ts';

/** Where a record is, once it is on the disk. */
export interface AppendedRecord {
  readonly index: number;
  /** Hash of the leaf in the tree, 32 bytes. */
  readonly leafHash: Uint8Array;
}

interface WaitingRecord {
  readonly frame: Buffer;
  readonly leaf: Uint8Array;
  readonly leafHash: Uint8Array;
  readonly resolve: (place: AppendedRecord) => void;
  readonly reject: (failure: ZenbunError) => void;
}

/** A batch is not longer than this, one record aside. */
const BATCH_BYTES = 4 * 2 ** 20;

/** What the writer tells its ledger. */
export interface BatchListener {
  /** A leaf is on the disk; called in the order of the log. */
  onDurable(leaf: Uint8Array, leafHash: Uint8Array): void;
  /** All that waited was written. */
  onIdle(): void;
  /** No record is taken any more. */
  onFailure(failure: ZenbunError): void;
}

/** One batch at a time: what arrives while a sync runs is the next batch. The first failure is final. */
export class BatchWriter {
  readonly #segments: SegmentWriter;
  readonly #keys: SubjectKeys;
  readonly #listener: BatchListener;
  #queue: WaitingRecord[] = [];
  #alone: (() => Promise<void>)[] = [];
  #waitingBytes = 0;
  #running: Promise<void> | null = null;
  #failure: ZenbunError | null = null;

  constructor(segments: SegmentWriter, keys: SubjectKeys, listener: BatchListener) {
    this.#segments = segments;
    this.#keys = keys;
    this.#listener = listener;
  }

  get failure(): ZenbunError | null {
    return this.#failure;
  }

  /** Bytes of frames that are not on the disk yet. */
  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  get isIdle(): boolean {
    return this.#running === null;
  }

  /** Resolves when the frame is on the disk; rejects where it may not be. */
  write(frame: Buffer, leaf: Uint8Array, leafHash: Uint8Array): Promise<AppendedRecord> {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#queue.push({ frame, leaf, leafHash, resolve, reject });
      this.#waitingBytes += frame.length;
      this.#start();
    });
  }

  /** Runs something while no batch is being written. Its failure is the writer's. */
  alone(work: () => Promise<void>): Promise<void> {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#alone.push(async () => {
        if (this.#failure !== null) return reject(this.#failure);
        try {
          await work();
          resolve();
        } catch (cause) {
          this.fail(failedWrite('The ledger', cause));
          reject(this.#failure ?? cause);
        }
      });
      this.#start();
    });
  }

  /** Ends all: what waits is rejected, and nothing more is taken. */
  fail(failure: ZenbunError): void {
    if (this.#failure !== null) return;
    this.#failure = failure;
    const waiting = this.#queue;
    this.#queue = [];
    this.#waitingBytes = 0;
    for (const { reject } of waiting) reject(failure);
    this.#listener.onFailure(failure);
  }

  /** Resolves when nothing waits. */
  async settle(): Promise<void> {
    while (this.#running !== null) await this.#running;
  }

  #start(): void {
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
      if (this.#queue.length > 0 || this.#alone.length > 0) this.#start();
      else if (this.#failure === null) this.#listener.onIdle();
    });
  }

  async #run(): Promise<void> {
    // Records that are appended in the same turn belong to the first batch.
    await null;
    while (this.#queue.length > 0 || this.#alone.length > 0) {
      const alone = this.#alone.shift();
      if (alone !== undefined) await alone();
      else await this.#writeBatch(this.#takeBatch());
    }
  }

  #takeBatch(): WaitingRecord[] {
    let bytes = 0;
    let count = 0;
    while (count < this.#queue.length && (count === 0 || bytes + this.#queue[count]!.frame.length <= BATCH_BYTES)) {
      bytes += this.#queue[count]!.frame.length;
      count += 1;
    }
    if (count === this.#queue.length) {
      const all = this.#queue;
      this.#queue = [];
      return all;
    }
    return this.#queue.splice(0, count);
  }

  async #writeBatch(batch: readonly WaitingRecord[]): Promise<void> {
    const first = this.#segments.size;
    try {
      if (this.#keys.hasNew) await this.#keys.flush();
      await this.#segments.write(batch.map(({ frame }) => frame));
      // Something else failed while this was written: it may be on the disk, but nobody is told so.
      if (this.#failure !== null) throw this.#failure;
    } catch (cause) {
      const failure = this.#failure ?? failedWrite('The ledger', cause);
      for (const { reject } of batch) reject(failure);
      this.fail(failure);
      return;
    }
    for (let i = 0; i < batch.length; i += 1) {
      const { frame, leaf, leafHash, resolve } = batch[i]!;
      this.#waitingBytes -= frame.length;
      this.#listener.onDurable(leaf, leafHash);
      resolve({ index: first + i, leafHash });
    }
  }
}
