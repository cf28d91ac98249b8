import { GrowingBundle, GrowingTiles, type GrowingTreeState, TILE_WIDTH, type TileId } from '../../tlog/index.ts';
import { sha256 } from '../sha256.ts';

/** A tile or bundle with its bytes. */
export interface FilledTile {
  readonly id: TileId;
  readonly bytes: Uint8Array;
}

/** A tree with the tiles and bundles in which it differs from the previous stride. */
export interface LogStride {
  readonly size: number;
  readonly root: Uint8Array;
  /** Those that have become full since then. */
  readonly full: readonly FilledTile[];
  readonly partial: readonly FilledTile[];
}

/**
 * The right edge of a log: the tiles and the bundle being filled. Copies what is added, a few hundred bytes per leaf.
 */
export class GrowingLog {
  readonly #tiles: GrowingTiles;
  readonly #bundle = new GrowingBundle();
  #full: FilledTile[] = [];

  /** Resumes at a size: `edge` as for `GrowingTiles`, `entries` of the partial bundle. */
  constructor(size = 0, edge: readonly Uint8Array[] = [], entries: readonly Uint8Array[] = []) {
    this.#tiles = new GrowingTiles(
      sha256,
      ({ tile, hashes }) => this.#full.push({ id: tile, bytes: hashes }),
      size,
      edge,
    );
    for (const entry of entries) this.#bundle.add(entry);
  }

  get size(): number {
    return this.#tiles.size;
  }

  /** Adds a leaf. Costs one node hash on average, computed 255 at a time. */
  add(leaf: Uint8Array, leafHash: Uint8Array): void {
    this.#bundle.add(leaf);
    const index = Math.floor(this.#tiles.append(leafHash) / TILE_WIDTH);
    if (this.#bundle.width < TILE_WIDTH) return;
    this.#full.push({ id: { level: 'entries', index, width: TILE_WIDTH }, bytes: this.#bundle.bytes() });
    this.#bundle.clear();
  }

  /** Returns the current tree. Each full tile is handed out once. */
  take(): LogStride {
    const full = this.#full;
    this.#full = [];
    const partial: FilledTile[] = this.#tiles.partials().map(({ tile, hashes }) => ({ id: tile, bytes: hashes }));
    const { width } = this.#bundle;
    if (width > 0) {
      const index = Math.floor(this.size / TILE_WIDTH);
      partial.push({ id: { level: 'entries', index, width }, bytes: this.#bundle.bytes() });
    }
    return { size: this.size, root: this.root(), full, partial };
  }

  root(): Uint8Array {
    return this.#tiles.root();
  }

  /** The state of the tree, in the form used by segment headers. */
  state(): GrowingTreeState {
    return this.#tiles.state();
  }
}
