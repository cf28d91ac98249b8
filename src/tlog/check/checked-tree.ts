import { equalBytes } from '../byte-strings.ts';
import { edgeRoot } from '../tiles/growing-tiles.ts';
import { TILE_WIDTH, tilePath } from '../tiles/tile-path.ts';
import { tileAt } from '../tiles/tile-set.ts';
import { denseRoot } from '../tree/dense-root.ts';
import { HASH_BYTES, type Sha256 } from '../tree/hashes.ts';
import type { FaultList } from './log-report.ts';
import { RecomputedTile } from './recomputed-tile.ts';
import type { FetchedPart, StoredTiles } from './stored-tiles.ts';

const NOTHING: Uint8Array = new Uint8Array(0);

interface Settled {
  readonly hashes: Uint8Array | null;
  readonly root: Uint8Array | null;
}

/** One level of a tree's right edge: the recomputed tile and the stored one. */
interface CheckedEdge {
  readonly tile: RecomputedTile;
  readonly stored: Uint8Array | null;
}

/**
 * Recomputes a tree from its leaves and compares each tile with the stored one. If they differ, the one that leads to
 * the stored hash above is what the tree has, and the other is reported. The tree is recomputed with the right one, so
 * that one fault is reported once.
 */
export class CheckedTree {
  readonly #sha256: Sha256;
  readonly #size: number;
  readonly #stored: StoredTiles;
  readonly #faults: FaultList;
  readonly #levels: RecomputedTile[] = [];
  readonly #earlierSize: number;
  #earlierRoot: Uint8Array | null = null;

  /** `earlierSize`, at most `size`, is the size of the earlier tree whose root is wanted as well. */
  constructor(sha256: Sha256, size: number, earlierSize: number, stored: StoredTiles, faults: FaultList) {
    this.#sha256 = sha256;
    this.#earlierSize = earlierSize;
    this.#size = size;
    this.#stored = stored;
    this.#faults = faults;
  }

  /** Adds the next full tile of level 0, recomputed from its bundle. */
  async add(tile: RecomputedTile, fetched: FetchedPart): Promise<void> {
    const leaves = await this.#settle(0, tile, fetched);
    this.#noteEarlier(tile.index, leaves.hashes);
    this.#push(1, leaves.root);
    // A full tile goes up as one hash, which may fill the tile above it.
    for (let level = 1; this.#levels[level]?.width === TILE_WIDTH; level++) {
      const full = this.#levels[level]!;
      this.#levels[level] = new RecomputedTile(full.index + 1);
      this.#push(level + 1, (await this.#settle(level, full)).root);
    }
  }

  /** Root of the earlier tree, once its leaves have been added; null if it is not known. */
  get earlierRoot(): Uint8Array | null {
    return this.#earlierRoot;
  }

  /**
   * Compares the right edge, including the recomputed level 0 tile if it is partial. Returns the root, or null if
   * unknown.
   */
  async finish(last: RecomputedTile, fetched: FetchedPart | null, root: Uint8Array): Promise<Uint8Array | null> {
    const edge: CheckedEdge[] = [];
    for (const [level, tile] of [last, ...this.#levels.slice(1)].entries()) {
      if (tile.width === 0) continue;
      const stored = await this.#stored.read(level, tile.index, level === 0 ? (fetched ?? undefined) : undefined);
      edge[level] = { tile, stored };
    }
    const tiles = edge.filter((level) => level !== undefined);
    const leads = (hashes: (Uint8Array | null)[]) => {
      const found = this.#edgeRoot(hashes);
      return found !== null && equalBytes(found, root);
    };
    const storedLeads = leads(tiles.map(({ stored }) => stored));
    const recomputedLeads = leads(tiles.map(({ tile }) => tile.known()));
    for (const [level, found] of edge.entries()) {
      if (found?.stored) this.#blame(level, found.tile, found.stored, storedLeads, recomputedLeads);
    }
    const chosen = (level: CheckedEdge) => (storedLeads ? level.stored : (level.tile.known() ?? level.stored));
    this.#noteEarlier(last.index, edge[0] === undefined ? NOTHING : chosen(edge[0]));
    return this.#edgeRoot(tiles.map(chosen));
  }

  /**
   * Returns the hashes of a full tile to recompute the tree with, and the hash over them; null for what is not known.
   */
  async #settle(level: number, tile: RecomputedTile, fetched?: FetchedPart): Promise<Settled> {
    const stored = await this.#stored.read(level, tile.index, fetched);
    const known = tile.known();
    const recomputed = known && denseRoot(this.#sha256, known);
    if (stored !== null && known !== null && equalBytes(stored, known)) return { hashes: known, root: recomputed };
    const above = await this.#stored.read(level + 1, Math.floor(tile.index / TILE_WIDTH));
    const place = (tile.index % TILE_WIDTH) * HASH_BYTES;
    const expected = above?.subarray(place, place + HASH_BYTES) ?? null;
    if (stored === null) return { hashes: known, root: recomputed ?? expected };
    const kept = denseRoot(this.#sha256, stored);
    const storedLeads = expected !== null && equalBytes(kept, expected);
    const recomputedLeads = expected !== null && recomputed !== null && equalBytes(recomputed, expected);
    this.#blame(level, tile, stored, storedLeads, recomputedLeads);
    return storedLeads || known === null ? { hashes: stored, root: kept } : { hashes: known, root: recomputed };
  }

  /** Reports each place at which a stored and a recomputed tile differ, against the one that is wrong. */
  #blame(
    level: number,
    tile: RecomputedTile,
    stored: Uint8Array,
    storedLeads: boolean,
    recomputedLeads: boolean,
  ): void {
    for (const place of tile.differences(stored)) {
      const index = tile.index * TILE_WIDTH + place;
      const path = tilePath(tileAt(level, tile.index, this.#size)!);
      if (!storedLeads) this.#faults.add(recomputedLeads ? 'hash' : 'disagreement', path, index);
      else if (level === 0) this.#faults.add('leaf', tilePath(tileAt('entries', tile.index, this.#size)!), index);
      else this.#faults.add('subtree', tilePath(tileAt(level - 1, index, this.#size)!), index);
    }
  }

  /** Notes the root of the earlier tree if that tree ends at the start of this level 0 tile or inside it. */
  #noteEarlier(index: number, hashes: Uint8Array | null): void {
    const width = this.#earlierSize - index * TILE_WIDTH;
    if (width < 0 || width >= TILE_WIDTH) return;
    const part = width === 0 ? NOTHING : (hashes?.subarray(0, width * HASH_BYTES) ?? null);
    this.#earlierRoot = this.#edgeRoot([part, ...this.#levels.slice(1).map((level) => level.known())]);
  }

  #push(level: number, hash: Uint8Array | null): void {
    this.#levels[level] ??= new RecomputedTile(0);
    this.#levels[level].push(hash);
  }

  #edgeRoot(edge: readonly (Uint8Array | null)[]): Uint8Array | null {
    const hashes = edge.filter((level) => level !== null);
    return hashes.length < edge.length
      ? null
      : edgeRoot(
          this.#sha256,
          hashes.filter(({ length }) => length > 0),
        );
  }
}
