import { type FetchPath, fetchTile, tileHashes } from '../tiles/tile-hash-reader.ts';
import { type TileId, tilePath } from '../tiles/tile-path.ts';
import { tileAt } from '../tiles/tile-set.ts';
import { TlogError } from '../tlog-error.ts';
import type { FaultList } from './log-report.ts';

/** What a fetch gave: bytes, or why there are none. Never rejects, so that it can be started before it is awaited. */
export type FetchedPart = { readonly path: string; readonly bytes: Uint8Array } | { readonly detail: string | null };

/** Fetches a tile or bundle; a rejection is told like a lack, with its message. */
export async function fetchPart(fetch: FetchPath, tile: TileId): Promise<FetchedPart> {
  try {
    return (await fetchTile(fetch, tile)) ?? { detail: null };
  } catch (error) {
    return { detail: error instanceof Error ? error.message : String(error) };
  }
}

/** The stored tiles above level 0. Holds one of each level: they are asked for from left to right. */
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

  /** The stored hashes of a tile, null where they cannot be had, which is reported once. */
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
