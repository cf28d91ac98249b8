import { encodeBundle, GrowingTiles, TILE_WIDTH, type TileId } from '../../tlog/index.ts';
import { sha256 } from '../sha256.ts';

/** A tile or bundle with its bytes. */
export interface FilledTile {
  readonly id: TileId;
  readonly bytes: Uint8Array;
}

/** The right edge of a log: tiles and the bundle that are being filled. Full ones are handed out once. */
export class GrowingLog {
  readonly #tiles: GrowingTiles;
  #entries: Uint8Array[];
  #full: FilledTile[] = [];

  /** Goes on from a size: `edge` as for `GrowingTiles`, `entries` of the partial bundle. */
  constructor(size = 0, edge: readonly Uint8Array[] = [], entries: readonly Uint8Array[] = []) {
    this.#tiles = new GrowingTiles(
      sha256,
      ({ tile, hashes }) => this.#full.push({ id: tile, bytes: hashes }),
      size,
      edge,
    );
    this.#entries = [...entries];
  }

  get size(): number {
    return this.#tiles.size;
  }

  add(leaf: Uint8Array, leafHash: Uint8Array): void {
    const index = Math.floor(this.#tiles.append(leafHash) / TILE_WIDTH);
    this.#entries.push(leaf);
    if (this.#entries.length < TILE_WIDTH) return;
    this.#full.push({ id: { level: 'entries', index, width: TILE_WIDTH }, bytes: encodeBundle(this.#entries) });
    this.#entries = [];
  }

  /** How many full tiles wait to be taken. */
  get filled(): number {
    return this.#full.length;
  }

  /** The tiles and bundles that have become full since they were taken last. */
  takeFull(): FilledTile[] {
    const full = this.#full;
    this.#full = [];
    return full;
  }

  /** The partial tiles and the partial bundle of the present size. */
  partials(): FilledTile[] {
    const tiles: FilledTile[] = this.#tiles.partials().map(({ tile, hashes }) => ({ id: tile, bytes: hashes }));
    const width = this.#entries.length;
    if (width > 0) {
      const index = Math.floor(this.size / TILE_WIDTH);
      tiles.push({ id: { level: 'entries', index, width }, bytes: encodeBundle(this.#entries) });
    }
    return tiles;
  }

  root(): Uint8Array {
    return this.#tiles.root();
  }
}
