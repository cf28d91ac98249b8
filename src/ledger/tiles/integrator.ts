import { ZenbunError } from '../../errors.ts';
import {
  decodeBundle,
  edgeTiles,
  leafHash,
  type NoteSigner,
  type OpenedCheckpoint,
  TILE_WIDTH,
  tileAt,
} from '../../tlog/index.ts';
import { damagedLedger } from '../ledger-error.ts';
import { sha256 } from '../sha256.ts';
import { GrowingLog } from './growing-log.ts';
import type { SignedCheckpoint } from './signed-checkpoint.ts';
import type { TileStore } from './tile-store.ts';

/**
 * A busy log signs once this many leaves are waiting: each step costs some thirty syncs, which hold up the segments.
 */
const STEP_LEAVES = 8192;

/** What the integrator needs from its ledger. */
export interface IntegratorSurroundings {
  /** Reports whether no record is waiting for the disk. */
  isIdle(): boolean;
  /** A step failed; there will be no further steps. */
  onFailure(cause: unknown): void;
}

/**
 * Puts acknowledged leaves into tiles and signs checkpoints over them, after the acknowledgement and one step at a
 * time. A step takes everything available when it begins. The next one begins when that step has ended and either
 * enough leaves are waiting or the log is idle. There is no timer.
 */
export class Integrator {
  readonly #store: TileStore;
  readonly #slot: SignedCheckpoint;
  readonly #signer: NoteSigner;
  readonly #log: GrowingLog;
  readonly #around: IntegratorSurroundings;
  #running: Promise<void> | null = null;
  #signed: number;
  #ended = false;

  constructor(
    store: TileStore,
    slot: SignedCheckpoint,
    signer: NoteSigner,
    log: GrowingLog,
    around: IntegratorSurroundings,
  ) {
    this.#store = store;
    this.#slot = slot;
    this.#signer = signer;
    this.#log = log;
    this.#around = around;
    this.#signed = log.size;
  }

  /** Takes the next leaf, which is on the disk. */
  add(leaf: Uint8Array, hash: Uint8Array): void {
    this.#log.add(leaf, hash);
  }

  /** Number of leaves under the last checkpoint. */
  get signed(): number {
    return this.#signed;
  }

  get checkpoint(): string | null {
    return this.#slot.published;
  }

  /** Begins a step if enough leaves are waiting or the log is idle. Never rejects. */
  poke(): void {
    const waiting = this.#log.size - this.#signed;
    if (this.#running !== null || this.#ended || waiting === 0) return;
    if (waiting >= STEP_LEAVES || this.#around.isIdle()) this.#begin();
  }

  #begin(): void {
    this.#running = this.#step()
      .catch((cause) => {
        this.#ended = true;
        this.#around.onFailure(cause);
      })
      .finally(() => {
        this.#running = null;
        this.poke();
      });
  }

  /**
   * Resolves when everything added so far is signed and published, or a step has failed (`onFailure` was called then).
   */
  async settle(): Promise<void> {
    const { size } = this.#log;
    while (!this.#ended && this.#signed < size) {
      if (this.#running === null) this.#begin();
      await this.#running;
    }
    if (!this.#ended) await this.#slot.publish();
  }

  /** Prevents further steps and resolves when none is running. */
  async end(): Promise<void> {
    this.#ended = true;
    await this.#running;
  }

  async #step(): Promise<void> {
    const { size, root, full, partial } = this.#log.take();
    await this.#store.write([...full, ...partial]);
    await this.#slot.sign(this.#signer, size, root);
    this.#signed = size;
    await this.#store.removePartials(full.map(({ id }) => id));
  }
}

/**
 * Restores the right edge of a signed log from its partial tiles. Throws `damaged` if they do not lead to the signed
 * root.
 */
export async function resumeLog(store: TileStore, signed: OpenedCheckpoint | null): Promise<GrowingLog> {
  if (signed === null) return new GrowingLog();
  try {
    const edge: Uint8Array[] = [];
    for (const id of edgeTiles(signed.size)) if (id !== null) edge.push(await store.read(id));
    const entries = await partialEntries(store, signed.size);
    const log = new GrowingLog(signed.size, edge, entries);
    const hashes = Buffer.concat(entries.map((entry) => leafHash(sha256, entry)));
    const isBundle = hashes.equals(entries.length === 0 ? hashes : edge[0]!);
    if (isBundle && Buffer.from(log.root()).equals(signed.root)) return log;
  } catch (failure) {
    if (!(failure instanceof ZenbunError)) throw failure;
    // A tile or bundle is missing or has the wrong length.
  }
  throw damagedLedger(
    `The tiles in log/ do not lead to the root that was signed at ${signed.size}`,
    `log/ のタイルが、${signed.size} 件で署名されたルートハッシュと一致しません`,
  );
}

async function partialEntries(store: TileStore, size: number): Promise<Uint8Array[]> {
  const id = tileAt('entries', Math.floor(size / TILE_WIDTH), size);
  return id === null ? [] : decodeBundle(await store.read(id), id.width);
}
