import { join } from 'node:path';
import type { ZenbunError } from '../errors.ts';
import { type NoteSigner, TILE_WIDTH } from '../tlog/index.ts';
import type { LedgerDisk } from './disk/ledger-disk.ts';
import { segmentsFolder } from './keys/ledger-identity.ts';
import type { RandomPool } from './keys/record-cipher.ts';
import type { SubjectKeys } from './keys/subject-keys.ts';
import type { Ledger, NewRecord, SubjectErasure } from './ledger.ts';
import { closedLedger, failedWrite, unknownSubject } from './ledger-error.ts';
import type { OpenExchanges } from './open-exchanges.ts';
import { SegmentFrames } from './reading/segment-frames.ts';
import { type OwnKind, RecordEncoder } from './record-encoder.ts';
import { BatchWriter } from './segments/batch-writer.ts';
import type { AppendedRecord } from './segments/encoded-record.ts';
import { type LeafFields, readLeaf } from './segments/leaf.ts';
import { type RecoveredSegments, segmentFirsts } from './segments/recovered-segments.ts';
import { segmentName } from './segments/segment.ts';
import type { SegmentWriter } from './segments/segment-writer.ts';
import type { GrowingLog } from './tiles/growing-log.ts';
import { Integrator } from './tiles/integrator.ts';
import type { SignedCheckpoint } from './tiles/signed-checkpoint.ts';
import type { TileStore } from './tiles/tile-store.ts';
import { noteFinished, noteUnfinished, type UnfinishedWork } from './unfinished-work.ts';

/** What a writer is made of; `unlock` gives the folder back. */
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

/** The one writer of a folder. */
export class LedgerWriter implements Ledger {
  readonly origin: string;
  readonly vkey: string;
  readonly failed: Promise<ZenbunError>;
  readonly #parts: LedgerParts;
  readonly #encoder: RecordEncoder;
  readonly #batches: BatchWriter;
  readonly #integrator: Integrator;
  /** Erasures and prunings, one at a time. */
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
      // A turn later: whoever was acknowledged may append the next.
      onIdle: () => setImmediate(() => this.#integrator.poke()),
      onFailure: (failure) => tell(failure),
    });
    this.#integrator = new Integrator(parts.store, parts.slot, parts.signer, parts.log, {
      isIdle: () => this.#batches.isIdle,
      onFailure: (cause) => this.#batches.fail(failedWrite('The public log', cause)),
    });
  }

  /** Takes up what was found in the folder: leaves that are not signed yet, work that is not done. */
  async begin(found: RecoveredSegments, unfinished: UnfinishedWork | null): Promise<void> {
    for (const { leaf, hash } of found.unsigned) this.#integrator.add(leaf, hash);
    if (this.size === 0) await this.#appendOwn('opened', { origin: this.origin });
    if (found.tornBytes > 0) await this.#appendOwn('recovered', { cut: found.tornBytes });
    await this.#endLostExchanges();
    await this.#parts.slot.publish();
    if (unfinished?.kind === 'erasure') await this.#finishErasure(unfinished);
    if (unfinished?.kind === 'pruning') await this.#finishPruning(unfinished);
    this.#integrator.poke();
  }

  /** A process before was ended in the middle of them: nobody will record how they went on. */
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
      return this.#finishErasure(work);
    });
  }

  /** Each step is left out where it was done before a crash. */
  async #finishErasure({ from, pseudonym }: UnfinishedWork & { kind: 'erasure' }): Promise<SubjectErasure> {
    const fields = { subject: pseudonym };
    const isOurs = (found: LeafFields) => found.subject === pseudonym;
    const intended =
      (await this.#ownLeaf(from, 'erasure-intended', isOurs)) ?? (await this.#appendOwn('erasure-intended', fields));
    await this.#batches.alone(() => this.#parts.keys.destroy(pseudonym));
    const done =
      (await this.#ownLeaf(from, 'erasure-done', isOurs)) ??
      (await this.#appendOwn('erasure-done', { ...fields, intended }));
    await noteFinished(this.#parts.disk, this.#parts.folder);
    return { pseudonym, intended, done };
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
      return this.#finishPruning(work);
    });
  }

  async #finishPruning({ from, before, policy }: UnfinishedWork & { kind: 'pruning' }): Promise<number> {
    const { disk, folder, store } = this.#parts;
    const isOurs = (found: LeafFields) => found.before === before;
    if ((await this.#ownLeaf(from, 'pruned', isOurs)) === null) await this.#appendOwn('pruned', { before, policy });
    // Removed only when a signed tree says so.
    await this.flush();
    const place = segmentsFolder(folder);
    const gone = (await segmentFirsts(disk, place)).filter((first) => first < before);
    await store.removeBundles(0, Math.floor(before / TILE_WIDTH));
    for (const first of gone) await disk.unlink(join(place, segmentName(first)));
    await disk.syncFolder(place);
    await noteFinished(disk, folder);
    return before;
  }

  /** The index of a leaf of the ledger's own at or behind an index; null where there is none. */
  async #ownLeaf(from: number, kind: OwnKind, isOurs: (fields: LeafFields) => boolean): Promise<number | null> {
    const frames = new SegmentFrames(this.#parts.disk, segmentsFolder(this.#parts.folder));
    for await (const { index, frame } of frames.from(from)) {
      const leaf = readLeaf(frame.leaf);
      if (leaf?.kind === kind && isOurs(leaf.fields)) return index;
    }
    return null;
  }

  /** One after the other. A failure of the disk ends the ledger, so that starting goes on with the work. */
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

  /** Closes the files and gives the folder back, without beginning anything. Never rejects. */
  async abandon(): Promise<void> {
    await this.#integrator.end();
    await this.#parts.segments.close().catch(() => undefined);
    await this.#parts.keys.close().catch(() => undefined);
    this.#parts.unlock();
  }
}
