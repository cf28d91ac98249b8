import { equalBytes } from '../byte-strings.ts';
import { type Checkpoint, type OpenedCheckpoint, openCheckpoint } from '../notes/checkpoint.ts';
import type { LogTrust } from '../proofs/leaf-proof.ts';
import { decodeBundle } from '../tiles/entry-bundle.ts';
import type { FetchPath } from '../tiles/tile-hash-reader.ts';
import { TILE_WIDTH, tilePath } from '../tiles/tile-path.ts';
import { tileAt } from '../tiles/tile-set.ts';
import { TlogError } from '../tlog-error.ts';
import { leafHasher } from '../tree/hashes.ts';
import { CheckedTree } from './checked-tree.ts';
import { FaultList, type LogReport } from './log-report.ts';
import { RecomputedTile } from './recomputed-tile.ts';
import { type FetchedPart, fetchPart, StoredTiles } from './stored-tiles.ts';

/** Receives each leaf, in order. A returned promise is awaited. What it received counts only if the report is ok. */
type VisitLeaf = (index: number, leaf: Uint8Array) => void | Promise<void>;

/** Options for checking a log. */
export interface LogCheck extends LogTrust {
  /** Fetches files below the log's prefix. A rejection is reported as `unreadable`, and checking continues. */
  readonly fetch: FetchPath;
  /** A kept checkpoint of the same log, whose tree must be the beginning of this one. */
  readonly earlier?: Checkpoint;
  readonly visit?: VisitLeaf;
  /** Number of bundles fetched ahead, at least 1; each may take up to 16 MiB. Default: 4. */
  readonly ahead?: number;
  /** Number of faults after which checking stops. Default: 1000. */
  readonly mostFaults?: number;
}

/**
 * Reads a whole log (C2SP tlog-tiles): its checkpoint, and every bundle and tile of the checkpoint's tree. Recomputes
 * the hash of each leaf, each tile and the root, and reports the differences. Holds a few bundles and one tile per
 * level at a time. Rejects only with what `visit` threw, and with `other-log` for an earlier checkpoint of another
 * origin.
 */
export async function checkLog(check: LogCheck): Promise<LogReport> {
  if (check.earlier !== undefined && check.earlier.origin !== check.log.name) {
    throw new TlogError('other-log', check.earlier.origin);
  }
  const faults = new FaultList(check.mostFaults ?? 1000);
  const checkpoint = await readCheckpoint(check, faults);
  const leaves = checkpoint === null ? 0 : await checkTree(check, checkpoint, faults);
  return { checkpoint, leaves, faults: faults.faults, stopped: faults.full, ok: faults.faults.length === 0 };
}

async function readCheckpoint(check: LogCheck, faults: FaultList): Promise<OpenedCheckpoint | null> {
  try {
    const bytes = await check.fetch('checkpoint');
    if (bytes !== null) return openCheckpoint(bytes, check.log, check.verify, check.witnesses);
    faults.add('unreadable', 'checkpoint');
  } catch (error) {
    if (error instanceof TlogError) faults.add('checkpoint', 'checkpoint', null, error.refusal);
    else faults.add('unreadable', 'checkpoint', null, error instanceof Error ? error.message : String(error));
  }
  return null;
}

async function checkTree(check: LogCheck, { size, root }: OpenedCheckpoint, faults: FaultList): Promise<number> {
  const stored = new StoredTiles(check.fetch, size, faults);
  const tree = new CheckedTree(check.sha256, size, check.earlier?.size ?? 0, stored, faults);
  const bundles = new BundleReader(check, faults);
  let last = new RecomputedTile(0);
  let lastPart: FetchedPart | null = null;
  for await (const { index, width, bundle, hashes } of fetchedAhead(check, size)) {
    if (faults.full) return bundles.leaves;
    const tile = await bundles.read(index, width, bundle);
    if (width === TILE_WIDTH) {
      await tree.add(tile, hashes);
      last = new RecomputedTile(index + 1);
    } else {
      last = tile;
      lastPart = hashes;
    }
  }
  const found = await tree.finish(last, lastPart, root);
  if (check.earlier !== undefined) compareEarlier(check.earlier, size, tree.earlierRoot, faults);
  if (found === null) faults.add('no-root', 'checkpoint');
  else if (!equalBytes(found, root)) faults.add('root', 'checkpoint');
  return bundles.leaves;
}

function compareEarlier(earlier: Checkpoint, size: number, found: Uint8Array | null, faults: FaultList): void {
  if (earlier.size > size) faults.add('cut', 'checkpoint');
  else if (found === null) faults.add('no-earlier-root', 'checkpoint');
  else if (!equalBytes(found, earlier.root)) faults.add('rewritten', 'checkpoint');
}

/** A bundle and the level 0 tile beside it, as fetched. */
interface FetchedBundle {
  readonly index: number;
  readonly width: number;
  readonly bundle: FetchedPart;
  readonly hashes: FetchedPart;
}

async function* fetchedAhead(check: LogCheck, size: number): AsyncGenerator<FetchedBundle> {
  const waiting: Promise<FetchedBundle>[] = [];
  const count = Math.ceil(size / TILE_WIDTH);
  let next = 0;
  while (next < count || waiting.length > 0) {
    while (next < count && waiting.length < (check.ahead ?? 4)) waiting.push(fetchBundle(check.fetch, next++, size));
    yield await waiting.shift()!;
  }
}

async function fetchBundle(fetch: FetchPath, index: number, size: number): Promise<FetchedBundle> {
  const tile = tileAt(0, index, size)!;
  const parts = [fetchPart(fetch, { ...tile, level: 'entries' }), fetchPart(fetch, tile)] as const;
  const [bundle, hashes] = await Promise.all(parts);
  return { index, width: tile.width, bundle, hashes };
}

/** Hashes the leaves of bundles. */
class BundleReader {
  /** Number of leaves read. */
  leaves = 0;
  readonly #check: LogCheck;
  readonly #faults: FaultList;
  readonly #hash: (leaf: Uint8Array) => Uint8Array;

  constructor(check: LogCheck, faults: FaultList) {
    this.#check = check;
    this.#faults = faults;
    this.#hash = leafHasher(check.sha256);
  }

  /** Hashes the leaves of a bundle. If it cannot be read, that is reported and all hashes are unknown. */
  async read(index: number, width: number, part: FetchedPart): Promise<RecomputedTile> {
    const tile = new RecomputedTile(index);
    const entries = this.#entries(index, width, part);
    if (entries === null) {
      for (let i = 0; i < width; i++) tile.push(null);
      return tile;
    }
    for (let i = 0; i < width; i++) {
      const leaf = entries[i]!;
      tile.push(this.#hash(leaf));
      const visited = this.#check.visit?.(index * TILE_WIDTH + i, leaf);
      if (visited !== undefined) await visited;
    }
    this.leaves += width;
    return tile;
  }

  #entries(index: number, width: number, part: FetchedPart): Uint8Array[] | null {
    if ('detail' in part) {
      this.#faults.add('unreadable', tilePath({ level: 'entries', index, width }), null, part.detail);
      return null;
    }
    try {
      return decodeBundle(part.bytes, part.path.includes('.p/') ? width : TILE_WIDTH).slice(0, width);
    } catch (error) {
      if (!(error instanceof TlogError)) throw error;
      this.#faults.add('malformed', part.path);
      return null;
    }
  }
}
