import { emptyRoot, HASH_BYTES, nodeHash, TILE_WIDTH, type TileId } from '../../tlog/index.ts';
import { sha256 } from '../sha256.ts';

/** A tile or bundle with its bytes. */
export interface FilledTile {
  readonly id: TileId;
  readonly bytes: Uint8Array;
}

/** Hash over hashes side by side, as many as a power of two. */
function subtreeRoot(hashes: readonly Uint8Array[]): Uint8Array {
  let level = hashes;
  while (level.length > 1) {
    const above: Uint8Array[] = [];
    for (let i = 0; i < level.length; i += 2) above.push(nodeHash(sha256, level[i]!, level[i + 1]!));
    level = above;
  }
  return level[0]!;
}

/** The right edge of a log as tiles: the tile that is being filled, of each level, and the bundle. Full ones are handed out once. */
export class TileLevels {
  #size: number;
  #entries: Uint8Array[];
  readonly #levels: Uint8Array[][];

  /** `levels` are the hashes of the partial tiles of that size, from level 0 on; `entries` those of the partial bundle. */
  constructor(size = 0, levels: readonly (readonly Uint8Array[])[] = [], entries: readonly Uint8Array[] = []) {
    this.#size = size;
    this.#levels = levels.map((hashes) => [...hashes]);
    this.#entries = [...entries];
  }

  get size(): number {
    return this.#size;
  }

  /** Adds a leaf; `filled` is given each tile that it fills. */
  add(leaf: Uint8Array, hash: Uint8Array, filled: (tile: FilledTile) => void): void {
    const index = Math.floor(this.#size / TILE_WIDTH);
    this.#size += 1;
    this.#entries.push(leaf);
    if (this.#entries.length === TILE_WIDTH) {
      filled({ id: { level: 'entries', index, width: TILE_WIDTH }, bytes: bundleBytes(this.#entries) });
      this.#entries = [];
    }
    this.#push(0, hash, filled);
  }

  #push(level: number, hash: Uint8Array, filled: (tile: FilledTile) => void): void {
    this.#levels[level] ??= [];
    const hashes = this.#levels[level];
    hashes.push(hash);
    if (hashes.length < TILE_WIDTH) return;
    const index = this.#size / TILE_WIDTH ** (level + 1) - 1;
    filled({ id: { level, index, width: TILE_WIDTH }, bytes: Buffer.concat(hashes) });
    this.#levels[level] = [];
    this.#push(level + 1, subtreeRoot(hashes), filled);
  }

  /** The partial tiles and the partial bundle of the present size. */
  partials(): FilledTile[] {
    const tiles: FilledTile[] = [];
    for (const [level, hashes] of this.#levels.entries()) {
      const index = Math.floor(this.#size / TILE_WIDTH ** (level + 1));
      if (hashes.length > 0) tiles.push({ id: { level, index, width: hashes.length }, bytes: Buffer.concat(hashes) });
    }
    if (this.#entries.length > 0) {
      const index = Math.floor(this.#size / TILE_WIDTH);
      tiles.push({ id: { level: 'entries', index, width: this.#entries.length }, bytes: bundleBytes(this.#entries) });
    }
    return tiles;
  }

  /** The root at the present size (RFC 6962 section 2.1): complete subtrees folded from the right. */
  root(): Uint8Array {
    let right: Uint8Array | null = null;
    for (const hashes of this.#levels) {
      let end = hashes.length;
      for (let width = 1; end > 0; width *= 2) {
        if ((end & width) === 0) continue;
        const subtree = subtreeRoot(hashes.slice(end - width, end));
        right = right === null ? subtree : nodeHash(sha256, subtree, right);
        end -= width;
      }
    }
    return right ?? emptyRoot(sha256);
  }
}

/** An entry bundle: `u16 length · entry`, as many as there are. */
function bundleBytes(entries: readonly Uint8Array[]): Buffer {
  const bytes = Buffer.allocUnsafe(entries.reduce((sum, entry) => sum + 2 + entry.length, 0));
  let at = 0;
  for (const entry of entries) {
    at = bytes.writeUInt16BE(entry.length, at);
    bytes.set(entry, at);
    at += entry.length;
  }
  return bytes;
}

/** The hashes of a tile; null where the length does not fit. Views of the bytes. */
export function tileHashes(bytes: Uint8Array, width: number): Uint8Array[] | null {
  if (bytes.length !== width * HASH_BYTES) return null;
  return Array.from({ length: width }, (_, i) => bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES));
}

/** The entries of a bundle; null where the lengths do not fit. Views of the bytes. */
export function bundleEntries(bytes: Uint8Array, width: number): Uint8Array[] | null {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (entries.length < width && at + 2 <= bytes.length) {
    const end = at + 2 + bytes[at]! * 256 + bytes[at + 1]!;
    if (end > bytes.length) return null;
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return entries.length === width && at === bytes.length ? entries : null;
}

/** The partial tiles that a log of a size has, and its partial bundle. */
export function partialTiles(size: number): TileId[] {
  const tiles: TileId[] = [];
  for (let level = 0, span = 1; span <= size; level += 1, span *= TILE_WIDTH) {
    const hashes = Math.floor(size / span);
    const width = hashes % TILE_WIDTH;
    if (width > 0) tiles.push({ level, index: Math.floor(hashes / TILE_WIDTH), width });
  }
  const width = size % TILE_WIDTH;
  if (width > 0) tiles.push({ level: 'entries', index: Math.floor(size / TILE_WIDTH), width });
  return tiles;
}

/** The beginning of a full tile or bundle, as wide as a partial one; null where its bytes do not fit. */
export function tilePart({ level, width }: TileId, full: Uint8Array): Uint8Array | null {
  if (level !== 'entries') return full.length === TILE_WIDTH * HASH_BYTES ? full.subarray(0, width * HASH_BYTES) : null;
  const entries = bundleEntries(full, TILE_WIDTH);
  return entries === null ? null : bundleBytes(entries.slice(0, width));
}
