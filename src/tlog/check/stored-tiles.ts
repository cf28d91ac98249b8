import { type FetchPath, fetchTile, tileHashes } from '../tiles/tile-hash-reader.ts';
import { type TileId, tilePath } from '../tiles/tile-path.ts';
import { tileAt } from '../tiles/tile-set.ts';
import { TlogError } from '../tlog-error.ts';
import type { FaultList } from './log-report.ts';

/**
 * The result of a fetch: bytes, or the reason there are none. Never a rejection, so that a fetch can start before it is
 * awaited.
 */
export type FetchedPart = { readonly path: string; readonly bytes: Uint8Array } | { readonly detail: string | null };

/** Fetches a tile or bundle. A rejection is reported like a missing file, with its message. */
export async function fetchPart(fetch: FetchPath, tile: TileId): Promise<FetchedPart> {
  try {
    return (await fetchTile(fetch, tile)) ?? { detail: null };
  } catch (error) {
    return { detail: error instanceof Error ? error.message : String(error) };
  }
}

/** The stored tiles of hashes. Holds one per level, because they are requested from left to right. */
export class StoredTiles {
  readonly #fetch: FetchPath;
  readonly #size: number;
  readonly #faults: FaultList;
  readonly #held: { index: number; hashes: Uint8Array | null }[] = [];

  constructor(fetch: FetchPath, size: number, faults: FaultList) {
    this.#fetch = fetch;
    this.#size = size;
    this.#faults = faults;
  }

  /** Returns the stored hashes of a tile; null if they are unavailable, which is reported once. */
  async read(level: number, index: number, fetched?: FetchedPart): Promise<Uint8Array | null> {
    const held = this.#held[level];
    if (held?.index === index) return held.hashes;
    const tile = tileAt(level, index, this.#size);
    if (tile === null) return null;
    const hashes = this.#hashesOf(tile, fetched ?? (await fetchPart(this.#fetch, tile)));
    this.#held[level] = { index, hashes };
    return hashes;
  }

  #hashesOf(tile: TileId, part: FetchedPart): Uint8Array | null {
    if ('detail' in part) {
      this.#faults.add('unreadable', tilePath(tile), null, part.detail);
      return null;
    }
    try {
      return tileHashes(part, tile.width);
    } catch (error) {
      if (!(error instanceof TlogError)) throw error;
      this.#faults.add('malformed', part.path);
      return null;
    }
  }
}
