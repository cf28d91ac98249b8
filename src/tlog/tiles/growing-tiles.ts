import { encodeBase64 } from '../base64.ts';
import { joinBytes } from '../byte-strings.ts';
import { TlogError } from '../tlog-error.ts';
import { denseRoot } from '../tree/dense-root.ts';
import type { GrowingTreeState } from '../tree/growing-tree.ts';
import { emptyRoot, HASH_BYTES, type Sha256 } from '../tree/hashes.ts';
import { TILE_WIDTH, type TileId, tilePath } from './tile-path.ts';
import { edgeTiles } from './tile-set.ts';

/** A tile with its concatenated hashes. */
export interface TileOfHashes {
  readonly tile: TileId;
  readonly hashes: Uint8Array;
}

/** Receives a tile that has become full, and owns its bytes. */
export type FullTile = (tile: TileOfHashes) => void;

/**
 * A tree in the form of its tiles. Keeps the partial tile of each level (at most seven, 8 KiB each) and hands out every
 * tile that becomes full, lower levels first. An append costs one node hash on average.
 */
export class GrowingTiles {
  readonly #sha256: Sha256;
  readonly #full: FullTile;
  readonly #levels: GrowingLevel[] = [];
  #size = 0;

  /**
   * Starts with an empty tree, or resumes from the partial tiles of a size, in the order of `edgeTiles` without its
   * nulls. Throws `malformed` for tiles of the wrong length. Compare `root` to check that their hashes are right.
   */
  constructor(sha256: Sha256, full: FullTile, size = 0, edge: readonly Uint8Array[] = []) {
    this.#sha256 = sha256;
    this.#full = full;
    this.#size = size;
    const bytes = edge.values();
    for (const [level, tile] of edgeTiles(size).entries()) {
      const index = Math.floor(size / TILE_WIDTH ** (level + 1));
      const hashes = tile === null ? new Uint8Array(0) : bytes.next().value;
      const width = tile?.width ?? 0;
      if (hashes?.length !== width * HASH_BYTES) throw new TlogError('malformed', tilePath(tile!));
      const filled = new Uint8Array(TILE_WIDTH * HASH_BYTES);
      filled.set(hashes);
      this.#levels.push({ index, width, hashes: filled });
    }
    if (!bytes.next().done) throw new TlogError('malformed', `the tiles of a tree of ${size} leaves`);
  }

  /** Number of leaves in the tree. */
  get size(): number {
    return this.#size;
  }

  /** Adds the hash of a leaf (copied) and returns its index. */
  append(leafHash: Uint8Array): number {
    this.#push(0, leafHash);
    return this.#size++;
  }

  /**
   * Returns the current partial tiles, from level 0 up, to be published alongside the full ones. Their bytes are
   * copies.
   */
  partials(): TileOfHashes[] {
    return this.#levels.flatMap(({ index, width, hashes }, level) =>
      width === 0 ? [] : [{ tile: { level, index, width }, hashes: hashes.slice(0, width * HASH_BYTES) }],
    );
  }

  /** The current root; SHA-256 of nothing for an empty tree. */
  root(): Uint8Array {
    return edgeRoot(
      this.#sha256,
      this.partials().map(({ hashes }) => hashes),
    );
  }

  /** The state from which a `GrowingTree` resumes. Costs as many hashes as the partial tiles hold. */
  state(): GrowingTreeState {
    const edge: string[] = [];
    for (const { width, hashes } of [...this.#levels].reverse()) {
      let from = 0;
      for (let part = TILE_WIDTH / 2; part >= 1; part /= 2) {
        if ((width & part) === 0) continue;
        edge.push(
          encodeBase64(denseRoot(this.#sha256, hashes.subarray(from * HASH_BYTES, (from + part) * HASH_BYTES))),
        );
        from += part;
      }
    }
    return { size: this.#size, edge };
  }

  #push(at: number, hash: Uint8Array): void {
    this.#levels[at] ??= { index: 0, width: 0, hashes: new Uint8Array(TILE_WIDTH * HASH_BYTES) };
    const level = this.#levels[at];
    level.hashes.set(hash, level.width * HASH_BYTES);
    level.width++;
    if (level.width < TILE_WIDTH) return;
    const { index, hashes } = level;
    this.#levels[at] = { index: index + 1, width: 0, hashes: new Uint8Array(TILE_WIDTH * HASH_BYTES) };
    this.#full({ tile: { level: at, index, width: TILE_WIDTH }, hashes });
    this.#push(at + 1, denseRoot(this.#sha256, hashes));
  }
}

interface GrowingLevel {
  index: number;
  width: number;
  hashes: Uint8Array;
}

/** Returns the root of the tree that has these partial tiles, from level 0 up. */
export function edgeRoot(sha256: Sha256, edge: readonly Uint8Array[]): Uint8Array {
  let right: Uint8Array | null = null;
  for (const hashes of edge) right = denseRoot(sha256, right === null ? hashes : joinBytes(hashes, right));
  return right ?? emptyRoot(sha256);
}
