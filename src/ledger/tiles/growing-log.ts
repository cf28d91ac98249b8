import { GrowingBundle, GrowingTiles, type GrowingTreeState, TILE_WIDTH, type TileId } from '../../tlog/index.ts';
import { sha256 } from '../sha256.ts';

/** A tile or bundle with its bytes. */
export interface FilledTile {
  readonly id: TileId;
  readonly bytes: Uint8Array;
}

/** A tree with the tiles and bundles in which it differs from the one that was taken before. */
export interface LogStride {
  readonly size: number;
  readonly root: Uint8Array;
  /** Those that have become full since. */
  readonly full: readonly FilledTile[];
  readonly partial: readonly FilledTile[];
}

/** The right edge of a log: tiles and the bundle that are being filled. What is added is copied: a few hundred bytes a leaf. */
export class GrowingLog {
  readonly #tiles: GrowingTiles;
  readonly #bundle = new GrowingBundle();
  #full: FilledTile[] = [];

  /** Goes on from a size: `edge` as for `GrowingTiles`, `entries` of the partial bundle. */
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

  /** One node hash on average, in portions of 255. */
  add(leaf: Uint8Array, leafHash: Uint8Array): void {
    this.#bundle.add(leaf);
    const index = Math.floor(this.#tiles.append(leafHash) / TILE_WIDTH);
    if (this.#bundle.width < TILE_WIDTH) return;
    this.#full.push({ id: { level: 'entries', index, width: TILE_WIDTH }, bytes: this.#bundle.bytes() });
    this.#bundle.clear();
  }

  /** The tree as it is now. Full tiles are handed out once. */
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

  /** The state of the tree, as the header of a segment has it. */
  state(): GrowingTreeState {
    return this.#tiles.state();
  }
}
