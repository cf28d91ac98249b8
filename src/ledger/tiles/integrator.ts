import { setImmediate as nextTurn } from 'node:timers/promises';
import { leafHash, type NoteSigner, type OpenedCheckpoint, TILE_WIDTH, type TileId } from '../../tlog/index.ts';
import { damagedLedger } from '../ledger-error.ts';
import { sha256 } from '../sha256.ts';
import type { SignedCheckpoint } from './signed-checkpoint.ts';
import { bundleEntries, type FilledTile, partialTiles, TileLevels, tileHashes } from './tile-levels.ts';
import type { TileStore } from './tile-store.ts';

/** A busy log signs when so many leaves have come. */
const STEP_LEAVES = 2048;

interface WaitingLeaf {
  readonly leaf: Uint8Array;
  readonly hash: Uint8Array;
}

/** What the integrator needs of its ledger. */
export interface IntegratorSurroundings {
  /** Whether no record waits for the disk. */
  isIdle(): boolean;
  /** A step failed: no other will come. */
  onFailure(cause: unknown): void;
}

/**
 * Puts acknowledged leaves into tiles, and signs: behind the acknowledgement, one step at a time. A step takes all that is there when it
 * begins; the next begins when that has ended and enough has come, or the log has nothing else to do. No timer.
 */
export class Integrator {
  readonly #store: TileStore;
  readonly #slot: SignedCheckpoint;
  readonly #signer: NoteSigner;
  readonly #levels: TileLevels;
  readonly #around: IntegratorSurroundings;
  #waiting: WaitingLeaf[] = [];
  #running: Promise<void> | null = null;
  #failed = false;

  constructor(
    store: TileStore,
    slot: SignedCheckpoint,
    signer: NoteSigner,
    levels: TileLevels,
    around: IntegratorSurroundings,
  ) {
    this.#store = store;
    this.#slot = slot;
    this.#signer = signer;
    this.#levels = levels;
    this.#around = around;
  }

  /** The next leaf; it is on the disk. */
  add(leaf: Uint8Array, hash: Uint8Array): void {
    this.#waiting.push({ leaf, hash });
  }

  /** Leaves that are not signed yet. */
  get behind(): number {
    return this.#waiting.length;
  }

  /** Leaves in the tiles. */
  get size(): number {
    return this.#levels.size;
  }

  get checkpoint(): string | null {
    return this.#slot.published;
  }

  /** Begins a step where there is enough for one, or where the log is idle. Never rejects. */
  poke(): void {
    if (this.#running !== null || this.#failed || this.#waiting.length === 0) return;
    if (this.#waiting.length >= STEP_LEAVES || this.#around.isIdle()) this.#begin();
  }

  #begin(): void {
    this.#running = this.#step()
      .catch((cause) => {
        this.#failed = true;
        this.#around.onFailure(cause);
      })
      .finally(() => {
        this.#running = null;
        this.poke();
      });
  }

  /** Resolves when all that was added so far is signed and published, or a step has failed (then `onFailure` was called). */
  async settle(): Promise<void> {
    const size = this.#levels.size + this.#waiting.length;
    while (!this.#failed && (this.#running !== null || this.#levels.size < size)) {
      if (this.#running === null) this.#begin();
      await this.#running;
    }
    if (!this.#failed) await this.#slot.publish();
  }

  async #step(): Promise<void> {
    const leaves = this.#waiting;
    this.#waiting = [];
    let filled: FilledTile[] = [];
    const full: TileId[] = [];
    for (const [i, { leaf, hash }] of leaves.entries()) {
      this.#levels.add(leaf, hash, (tile) => filled.push(tile));
      if (i % TILE_WIDTH === TILE_WIDTH - 1) await nextTurn();
      if (filled.length >= TILE_WIDTH) {
        await this.#store.write(filled);
        full.push(...filled.map(({ id }) => id));
        filled = [];
      }
    }
    await this.#store.write([...filled, ...this.#levels.partials()]);
    full.push(...filled.map(({ id }) => id));
    await this.#slot.sign(this.#signer, this.#levels.size, this.#levels.root());
    await this.#store.removePartials(full);
  }
}

/** The right edge of a signed log from its partial tiles. Throws `damaged` where they do not lead to the signed root. */
export async function resumeLevels(store: TileStore, signed: OpenedCheckpoint | null): Promise<TileLevels> {
  if (signed === null) return new TileLevels();
  const levels: Uint8Array[][] = [];
  let entries: Uint8Array[] = [];
  for (const id of partialTiles(signed.size)) {
    const bytes = (await store.read(id)) ?? new Uint8Array(0);
    if (id.level === 'entries') entries = bundleEntries(bytes, id.width) ?? [];
    else {
      while (levels.length < id.level) levels.push([]);
      levels[id.level] = tileHashes(bytes, id.width) ?? [];
    }
  }
  const resumed = new TileLevels(signed.size, levels, entries);
  const bundled = entries.map((entry) => Buffer.from(leafHash(sha256, entry)));
  const isBundle =
    bundled.length === signed.size % TILE_WIDTH && bundled.every((hash, i) => hash.equals(levels[0]?.[i] ?? hash));
  if (!isBundle || !Buffer.from(resumed.root()).equals(signed.root)) {
    throw damagedLedger(
      `The tiles in log/ do not lead to the root that was signed at ${signed.size}`,
      `log/ のタイルが、${signed.size} 件で署名されたルートハッシュと一致しません`,
    );
  }
  return resumed;
}
