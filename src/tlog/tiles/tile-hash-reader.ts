import { equalBytes } from '../byte-strings.ts';
import { TlogError } from '../tlog-error.ts';
import { denseRoot } from '../tree/dense-root.ts';
import type { HashReader, TreeNode } from '../tree/hash-reader.ts';
import { HASH_BYTES, type Sha256 } from '../tree/hashes.ts';
import { edgeRoot } from './growing-tiles.ts';
import { TILE_WIDTH, type TileId, tilePath } from './tile-path.ts';
import { edgeTiles, tileAt } from './tile-set.ts';

/** Fetches the bytes at a path below the log's prefix; null if there is nothing. */
export type FetchPath = (path: string) => Promise<Uint8Array | null>;

/** A tree whose tiles are read. */
export interface TiledTree {
  /** Number of leaves. */
  readonly size: number;
  /** The root that every tile must lead to; null for trusted tiles, such as one's own. */
  readonly root: Uint8Array | null;
}

/**
 * Fetches the hashes of a tile or the bytes of a bundle, with their path. A partial one may be the start of a full one.
 */
export async function fetchTile(fetch: FetchPath, tile: TileId): Promise<{ path: string; bytes: Uint8Array } | null> {
  // A log may delete a partial tile once the full one is there (C2SP tlog-tiles).
  for (const width of new Set([tile.width, TILE_WIDTH])) {
    const path = tilePath({ ...tile, width });
    const bytes = await fetch(path);
    if (bytes !== null) return { path, bytes };
  }
  return null;
}

/** Returns the first `width` hashes of a fetched tile. Throws `malformed` unless it has the length its path implies. */
export function tileHashes({ path, bytes }: { path: string; bytes: Uint8Array }, width: number): Uint8Array {
  const there = path.includes('.p/') ? width : TILE_WIDTH;
  if (bytes.length !== there * HASH_BYTES) throw new TlogError('malformed', path);
  return bytes.subarray(0, width * HASH_BYTES);
}

/**
 * Reads hashes from whole tiles, fetching each once per call of `readHashes`. With a root, only tiles that lead to it
 * are trusted: each is hashed and compared with its place in the tile above, and the right edge with the root. Rejects
 * with `no-tile`, `malformed`, `other-root`, any rejection of `fetch`, and RangeError for a node that the tree does not
 * have.
 */
export function tileHashReader(sha256: Sha256, tree: TiledTree, fetch: FetchPath): HashReader {
  return {
    async readHashes(nodes) {
      const tiles = new TileCache(sha256, tree, fetch);
      const places = nodes.map(placeOf);
      // Awaits each tile once rather than per hash: neighbouring nodes are mostly in the same tile.
      const awaited: Promise<Uint8Array>[] = [];
      const at = places.map(({ tileLevel, tileIndex }, i) => {
        const before = places[i - 1];
        if (before?.tileLevel !== tileLevel || before.tileIndex !== tileIndex)
          awaited.push(tiles.hashes(tileLevel, tileIndex));
        return awaited.length - 1;
      });
      const hashes = await Promise.all(awaited);
      return places.map((place, i) => nodeIn(sha256, hashes[at[i]!]!, place));
    },
  };
}

interface NodePlace extends TreeNode {
  readonly tileLevel: number;
  readonly tileIndex: number;
  /** The number of the tile's hashes that the node spans, and the first of them. */
  readonly count: number;
  readonly start: number;
}

function placeOf({ level, index }: TreeNode): NodePlace {
  const tileLevel = Math.floor(level / 8);
  const count = 2 ** (level % 8);
  const tileIndex = Math.floor((index * count) / TILE_WIDTH);
  return { level, index, tileLevel, tileIndex, count, start: index * count - tileIndex * TILE_WIDTH };
}

function nodeIn(sha256: Sha256, hashes: Uint8Array, { level, index, count, start }: NodePlace): Uint8Array {
  if (hashes.length < (start + count) * HASH_BYTES) throw new RangeError(`no node ${index} at level ${level}`);
  return denseRoot(sha256, hashes.subarray(start * HASH_BYTES, (start + count) * HASH_BYTES));
}

/** The tiles of one call. Requests for a tile that is already being fetched share that fetch. */
class TileCache {
  readonly #sha256: Sha256;
  readonly #tree: TiledTree;
  readonly #fetch: FetchPath;
  readonly #fetched = new Map<string, Promise<Uint8Array>>();
  readonly #believed = new Map<string, Promise<Uint8Array>>();
  #edge: Promise<void> | null = null;

  constructor(sha256: Sha256, tree: TiledTree, fetch: FetchPath) {
    this.#sha256 = sha256;
    this.#tree = tree;
    this.#fetch = fetch;
  }

  /** Returns the hashes of a tile that leads to the root. */
  hashes(level: number, index: number): Promise<Uint8Array> {
    const tile = tileAt(level, index, this.#tree.size);
    if (tile === null) return Promise.reject(new RangeError(`no tile ${index} at level ${level}`));
    if (this.#tree.root === null) return this.#hashesOf(tile);
    return once(this.#believed, tilePath(tile), async () => {
      const hashes = await this.#hashesOf(tile);
      if (tile.width < TILE_WIDTH) {
        await this.#checkEdge();
        return hashes;
      }
      const above = await this.hashes(level + 1, Math.floor(index / TILE_WIDTH));
      const place = (index % TILE_WIDTH) * HASH_BYTES;
      if (!equalBytes(denseRoot(this.#sha256, hashes), above.subarray(place, place + HASH_BYTES))) {
        throw new TlogError('other-root', tilePath(tile));
      }
      return hashes;
    });
  }

  #hashesOf(tile: TileId): Promise<Uint8Array> {
    return once(this.#fetched, tilePath(tile), async () => {
      const fetched = await fetchTile(this.#fetch, tile);
      if (fetched === null) throw new TlogError('no-tile', tilePath(tile));
      return tileHashes(fetched, tile.width);
    });
  }

  #checkEdge(): Promise<void> {
    this.#edge ??= (async () => {
      const tiles = edgeTiles(this.#tree.size).filter((tile) => tile !== null);
      const root = edgeRoot(this.#sha256, await Promise.all(tiles.map((tile) => this.#hashesOf(tile))));
      if (!equalBytes(root, this.#tree.root!)) throw new TlogError('other-root', 'the last tile of each level');
    })();
    return this.#edge;
  }
}

function once<T>(made: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const there = made.get(key);
  if (there !== undefined) return there;
  const promise = make();
  made.set(key, promise);
  return promise;
}
