import type { ZenbunError } from '../../errors.ts';
import type { SubjectKeys } from '../keys/subject-keys.ts';
import { failedWrite } from '../ledger-error.ts';
import type { AppendedRecord, EncodedRecord } from './encoded-record.ts';
import { RecordQueue, type WaitingRecord } from './record-queue.ts';
import type { SegmentWriter } from './segment-writer.ts';

/**
 * If the disk is faster than the encryption, a batch of this size is written before the turn ends; records encrypted
 * meanwhile form the next batch.
 */
const EAGER_BYTES = 64 * 2 ** 10;

/** The writer's callbacks to its ledger. */
export interface BatchListener {
  /** A record is on the disk; called in log order. */
  onDurable(record: EncodedRecord, index: number): void;
  /** Everything that was waiting has been written. */
  onIdle(): void;
  /** No more records are accepted. */
  onFailure(failure: ZenbunError): void;
}

/** Writes one batch at a time: records that arrive during a sync form the next batch. The first failure is final. */
export class BatchWriter {
  readonly #segments: SegmentWriter;
  readonly #keys: SubjectKeys;
  readonly #listener: BatchListener;
  readonly #queue = new RecordQueue();
  #alone: (() => Promise<void>)[] = [];
  /** Bytes of the batch being written. */
  #writtenBytes = 0;
  /** A batch, or work that must run alone, is in progress. */
  #isBusy = false;
  /** A batch begins at the end of the turn. */
  #isDue = false;
  /**
   * The last turn of the acknowledged callers, in milliseconds, and whether the last batch took less time than that.
   */
  #turn = 0;
  #isDiskFaster = false;
  #settled: (() => void)[] = [];
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
    return this.#queue.bytes + this.#writtenBytes;
  }

  get isIdle(): boolean {
    return !this.#isBusy && !this.#isDue;
  }

  /** Resolves when the record is on the disk; rejects if it may not be. */
  write(record: EncodedRecord): Promise<AppendedRecord> {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#queue.push({ record, resolve, reject });
      if (this.#isEager) this.#begin();
      else this.#beginSoon();
    });
  }

  get #isEager(): boolean {
    return this.#isDiskFaster && this.#queue.bytes >= EAGER_BYTES;
  }

  /** Runs work while no batch is being written. Its failure fails the writer. */
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
      this.#beginSoon();
    });
  }

  /** Stops the writer: everything waiting is rejected, and nothing more is accepted. */
  fail(failure: ZenbunError): void {
    if (this.#failure !== null) return;
    this.#failure = failure;
    this.#writtenBytes = 0;
    for (const { reject } of this.#queue.takeAll()) reject(failure);
    this.#listener.onFailure(failure);
  }

  /** Resolves when nothing is waiting. */
  async settle(): Promise<void> {
    if (!this.isIdle) await new Promise<void>((resolve) => this.#settled.push(resolve));
  }

  /** Defers the start so that all records appended in the same turn join the first batch. */
  #beginSoon(): void {
    if (this.#isBusy || this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      this.#begin();
    });
  }

  /** Begins the next piece of waiting work, unless something is in progress. */
  #begin(): void {
    if (this.#isBusy) return;
    const alone = this.#alone.shift();
    if (alone === undefined && this.#queue.isEmpty) {
      if (!this.#isDue) this.#rest();
      return;
    }
    this.#isBusy = true;
    if (alone === undefined) void this.#writeBatch();
    else void alone().then(() => this.#next());
  }

  #next(): void {
    this.#isBusy = false;
    this.#begin();
  }

  #rest(): void {
    const settled = this.#settled;
    this.#settled = [];
    for (const resolve of settled) resolve();
    if (this.#failure === null) this.#listener.onIdle();
  }

  /** Never rejects. */
  async #writeBatch(): Promise<void> {
    const waiting = this.#queue.bytes;
    const batch = this.#queue.takeBatch();
    this.#writtenBytes = waiting - this.#queue.bytes;
    const first = this.#segments.size;
    const began = performance.now();
    try {
      if (this.#keys.hasNew) await this.#keys.flush();
      await this.#segments.write(batch.map(({ record }) => record.frame));
      // Something else failed during the write: the batch may be on the disk, but it is not acknowledged.
      if (this.#failure !== null) throw this.#failure;
    } catch (cause) {
      const failure = this.#failure ?? failedWrite('The ledger', cause);
      for (const { reject } of batch) reject(failure);
      this.fail(failure);
      this.#next();
      return;
    }
    for (let i = 0; i < batch.length; i += 1) this.#listener.onDurable(batch[i]!.record, first + i);
    this.#writtenBytes = 0;
    this.#isBusy = false;
    this.#isDiskFaster = performance.now() - began < this.#turn;
    // Give the disk work before waking the waiting callers, who bring the next records.
    if (this.#isEager || this.#alone.length > 0) this.#begin();
    this.#acknowledge(batch, first);
  }

  #acknowledge(batch: readonly WaitingRecord[], first: number): void {
    for (let i = 0; i < batch.length; i += 1) {
      const { record, resolve } = batch[i]!;
      resolve({ index: first + i, leafHash: record.leafHash, time: record.time });
    }
    const told = performance.now();
    this.#isDue = true;
    // Runs after the acknowledged callers, who have appended their next records by then.
    queueMicrotask(() => {
      this.#turn = performance.now() - told;
      this.#isDue = false;
      this.#begin();
    });
  }
}
