import type { ZenbunError } from '../errors.ts';
import type { NoteSigner } from '../tlog/index.ts';
import type { LedgerDisk } from './disk/ledger-disk.ts';
import { segmentsFolder } from './keys/ledger-identity.ts';
import type { RandomPool } from './keys/record-cipher.ts';
import type { SubjectKeys } from './keys/subject-keys.ts';
import type { Ledger, NewRecord, SubjectErasure } from './ledger.ts';
import { closedLedger, failedWrite, unknownSubject } from './ledger-error.ts';
import type { OpenExchanges } from './open-exchanges.ts';
import { type OwnKind, RecordEncoder } from './record-encoder.ts';
import { BatchWriter } from './segments/batch-writer.ts';
import type { AppendedRecord } from './segments/encoded-record.ts';
import type { LeafFields } from './segments/leaf.ts';
import { type RecoveredSegments, segmentFirsts } from './segments/recovered-segments.ts';
import type { SegmentWriter } from './segments/segment-writer.ts';
import type { GrowingLog } from './tiles/growing-log.ts';
import { Integrator } from './tiles/integrator.ts';
import type { SignedCheckpoint } from './tiles/signed-checkpoint.ts';
import type { TileStore } from './tiles/tile-store.ts';
import { noteUnfinished, type UnfinishedWork } from './unfinished-work.ts';
import { finishErasure, finishPruning, type Upkeep } from './upkeep.ts';

/** The parts of a writer; `unlock` releases the folder. */
export interface LedgerParts {
  readonly disk: LedgerDisk;
  readonly folder: string;
  readonly origin: string;
  readonly vkey: string;
  readonly signer: NoteSigner;
  readonly keys: SubjectKeys;
  readonly random: RandomPool;
  readonly now: () => number;
  readonly unlock: () => void;
  readonly segments: SegmentWriter;
  readonly store: TileStore;
  readonly slot: SignedCheckpoint;
  readonly log: GrowingLog;
  readonly exchanges: OpenExchanges;
}

/** The only writer of a folder. */
export class LedgerWriter implements Ledger {
  readonly origin: string;
  readonly vkey: string;
  readonly failed: Promise<ZenbunError>;
  readonly #parts: LedgerParts;
  readonly #encoder: RecordEncoder;
  readonly #batches: BatchWriter;
  readonly #integrator: Integrator;
  readonly #upkeep: Upkeep;
  /** Runs erasures and prunings one at a time. */
  #work: Promise<unknown> = Promise.resolve();
  #closing: Promise<void> | null = null;

  constructor(parts: LedgerParts) {
    this.#parts = parts;
    this.origin = parts.origin;
    this.vkey = parts.vkey;
    this.#encoder = new RecordEncoder(parts.keys, parts.random, parts.now);
    let tell: (failure: ZenbunError) => void;
    this.failed = new Promise((resolve) => {
      tell = resolve;
    });
    this.#batches = new BatchWriter(parts.segments, parts.keys, {
      onDurable: ({ leaf, leafHash, exchange }, index) => {
        this.#integrator.add(leaf, leafHash);
        parts.exchanges.see(index, exchange);
      },
      // Deferred by a turn so that acknowledged callers can append their next records first.
      onIdle: () => setImmediate(() => this.#integrator.poke()),
      onFailure: (failure) => tell(failure),
    });
    this.#integrator = new Integrator(parts.store, parts.slot, parts.signer, parts.log, {
      isIdle: () => this.#batches.isIdle,
      onFailure: (cause) => this.#batches.fail(failedWrite('The public log', cause)),
    });
    this.#upkeep = {
      ...parts,
      append: (kind, fields) => this.#appendOwn(kind, fields),
      alone: (work) => this.#batches.alone(work),
      flush: () => this.flush(),
    };
  }

  /** Resumes what was found in the folder: leaves not signed yet, and unfinished work. */
  async begin(found: RecoveredSegments, unfinished: UnfinishedWork | null): Promise<void> {
    for (const { leaf, hash } of found.unsigned) this.#integrator.add(leaf, hash);
    if (this.size === 0) await this.#appendOwn('opened', { origin: this.origin });
    if (found.tornBytes > 0) await this.#appendOwn('recovered', { cut: found.tornBytes });
    await this.#endLostExchanges();
    await this.#parts.slot.publish();
    if (unfinished?.kind === 'erasure') await finishErasure(this.#upkeep, unfinished);
    if (unfinished?.kind === 'pruning') await finishPruning(this.#upkeep, unfinished);
    this.#integrator.poke();
  }

  /** Records the exchanges that a previous process left open as lost: their outcome will never be recorded. */
  async #endLostExchanges(): Promise<void> {
    const lost = this.#parts.exchanges.intents.map((intent) => ({
      kind: 'response',
      fields: { intent, state: 'lost' },
    }));
    await Promise.all(lost.map((record) => this.#batches.write(this.#encoder.encode(record))));
  }

  get size(): number {
    return this.#parts.segments.size;
  }

  get failure(): ZenbunError | null {
    return this.#batches.failure;
  }

  get waitingBytes(): number {
    return this.#batches.waitingBytes;
  }

  append(record: NewRecord): Promise<AppendedRecord> {
    if (this.failure !== null) return Promise.reject(this.failure);
    if (this.#closing !== null) return Promise.reject(closedLedger(this.#parts.folder));
    try {
      return this.#batches.write(this.#encoder.encode(record));
    } catch (refusal) {
      return Promise.reject(refusal);
    }
  }

  async #appendOwn(kind: OwnKind, fields: LeafFields): Promise<number> {
    return (await this.#batches.write(this.#encoder.encodeOwn(kind, fields))).index;
  }

  checkpoint(): string | null {
    return this.#integrator.checkpoint;
  }

  async flush(): Promise<string> {
    await this.#integrator.settle();
    const checkpoint = this.checkpoint();
    if (this.failure !== null || checkpoint === null) throw this.failure ?? closedLedger(this.#parts.folder);
    return checkpoint;
  }

  erase(subject: string): Promise<SubjectErasure> {
    return this.#inTurn(async () => {
      const pseudonym = this.#parts.keys.pseudonymOf(subject);
      if (pseudonym === null) throw unknownSubject(this.#parts.folder);
      const work = { kind: 'erasure', from: this.size, pseudonym } as const;
      await noteUnfinished(this.#parts.disk, this.#parts.folder, work);
      return finishErasure(this.#upkeep, work);
    });
  }

  prune(before: number, policy?: string): Promise<number> {
    return this.#inTurn(async () => {
      await this.flush();
      const { disk, folder } = this.#parts;
      const firsts = await segmentFirsts(disk, segmentsFolder(folder));
      const kept = firsts.findLast((first) => first <= Math.min(before, this.#integrator.signed)) ?? 0;
      if (kept <= (firsts[0] ?? 0)) return firsts[0] ?? 0;
      const work = { kind: 'pruning', from: this.size, before: kept, policy } as const;
      await noteUnfinished(disk, folder, work);
      return finishPruning(this.#upkeep, work);
    });
  }

  /**
   * Runs pieces of work one after the other. A disk failure stops the ledger, so that the work resumes at the next
   * start.
   */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#work.then(async () => {
      if (this.#closing !== null) throw closedLedger(this.#parts.folder);
      try {
        return await work();
      } catch (cause) {
        const failure = failedWrite(this.#parts.folder, cause);
        if (failure.code !== 'not-found') this.#batches.fail(failure);
        throw failure;
      }
    });
    this.#work = turn.catch(() => undefined);
    return turn;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.#work;
    await this.#batches.settle();
    await this.#integrator.settle();
    await this.abandon();
    if (this.failure !== null) throw this.failure;
  }

  /** Closes the files and releases the folder without starting any work. Never rejects. */
  async abandon(): Promise<void> {
    await this.#integrator.end();
    await this.#parts.segments.close().catch(() => undefined);
    await this.#parts.keys.close().catch(() => undefined);
    this.#parts.unlock();
  }
}
