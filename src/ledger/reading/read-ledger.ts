import { join, resolve } from 'node:path';
import { ZenbunError } from '../../errors.ts';
import {
  decodeBundle,
  encodeBundle,
  HASH_BYTES,
  parseTilePath,
  TILE_WIDTH,
  type TileId,
  tilePath,
} from '../../tlog/index.ts';
import type { LedgerDisk } from '../disk/ledger-disk.ts';
import { realDisk } from '../disk/real-disk.ts';
import { keysFolder, type LedgerIdentity, logFolder, readIdentity, segmentsFolder } from '../keys/ledger-identity.ts';
import { readSubjectSecrets } from '../keys/subject-keys.ts';
import { type LedgerLeaf, readLeaf } from '../segments/leaf.ts';
import { segmentFirsts } from '../segments/recovered-segments.ts';
import { openBody, type ReadBody, type SubjectSecrets } from './read-body.ts';
import { type IndexedFrame, SegmentFrames } from './segment-frames.ts';

/** A record of the log. */
export interface LedgerRecord {
  readonly index: number;
  readonly leaf: LedgerLeaf;
  /** The hashed bytes. */
  readonly bytes: Uint8Array;
}

/** A file of the public log. `isImmutable`: it never changes and may be cached for ever. */
interface PublicFile {
  readonly bytes: Uint8Array;
  readonly isImmutable: boolean;
}

/** Reads a ledger, even while it is being written. Methods reject with `ZenbunError`. */
export interface LedgerReader {
  readonly identity: LedgerIdentity;
  /** Number of records on the disk. */
  size(): Promise<number>;
  /** Index of the first record still there; earlier ones were pruned. */
  from(): Promise<number>;
  /** Returns a record, or null if it is not there (yet, or any more). */
  record(index: number): Promise<LedgerRecord | null>;
  /** Yields the records from an index on, in order, as far as they existed at the start. */
  records(from?: number): AsyncGenerator<LedgerRecord>;
  /** Returns the records from `from` to `to` (exclusive). With `kinds`, only records of these kinds, at lower cost. */
  range(from: number, to: number, kinds?: readonly string[]): Promise<LedgerRecord[]>;
  /** Reads the body of a record, decrypted and checked against its leaf. */
  body(index: number): Promise<ReadBody>;
  /**
   * Yields the bodies of records close to each other, in log order; cheaper than one by one. Skips records that are not
   * there.
   */
  bodies(indexes: readonly number[]): AsyncGenerator<{ readonly index: number; readonly body: ReadBody }>;
  /**
   * Returns a file of the public log by its path below the log's prefix (`checkpoint`, `tile/…`); null for any other
   * path, and if it is not there. A partial tile that was replaced by a full one is cut from the full one.
   */
  publicFile(path: string): Promise<PublicFile | null>;
}

/**
 * Opens a ledger for reading. Throws `not-found` if the folder holds none, `damaged` if its identity cannot be read.
 */
export async function readLedger(folder: string, disk: LedgerDisk = realDisk): Promise<LedgerReader> {
  const place = resolve(folder);
  const identity = await readIdentity(disk, place);
  if (identity === null) {
    throw new ZenbunError('not-found', { en: `there is no ledger in ${folder}`, ja: `${folder} に証跡がありません` });
  }
  return new FolderReader(disk, place, identity);
}

class FolderReader implements LedgerReader {
  readonly identity: LedgerIdentity;
  readonly #disk: LedgerDisk;
  readonly #folder: string;
  readonly #frames: SegmentFrames;
  /** The secrets, with the names and sizes of the files they were read from. */
  #keys: { readonly files: string; readonly secrets: SubjectSecrets } | null = null;

  constructor(disk: LedgerDisk, folder: string, identity: LedgerIdentity) {
    this.#disk = disk;
    this.#folder = folder;
    this.identity = identity;
    this.#frames = new SegmentFrames(disk, segmentsFolder(folder));
  }

  size(): Promise<number> {
    return this.#frames.size();
  }

  async from(): Promise<number> {
    return (await segmentFirsts(this.#disk, segmentsFolder(this.#folder)))[0] ?? 0;
  }

  async record(index: number): Promise<LedgerRecord | null> {
    const found = await this.#frames.at(index);
    return found === null ? null : recordOf(found);
  }

  async *records(from = 0): AsyncGenerator<LedgerRecord> {
    for await (const found of this.#frames.from(from)) {
      const record = recordOf(found);
      if (record !== null) yield record;
    }
  }

  async range(from: number, to: number, kinds?: readonly string[]): Promise<LedgerRecord[]> {
    const found: LedgerRecord[] = [];
    // Most records are ruled out without parsing: a leaf names its kind in exactly these bytes.
    const named = kinds?.map((kind) => Buffer.from(`"kind":${JSON.stringify(kind)}`));
    for await (const frames of this.#frames.blocks(from, to))
      for (const { index, frame } of frames) {
        if (named !== undefined && !named.some((bytes) => asBuffer(frame.leaf).includes(bytes))) continue;
        // Copied so that the segment piece it was read from can be freed.
        const record = recordOf({ index, frame: { ...frame, leaf: Buffer.from(frame.leaf) } });
        if (record !== null && kinds?.includes(record.leaf.kind) !== false) found.push(record);
      }
    return found;
  }

  async body(index: number): Promise<ReadBody> {
    const found = await this.#frames.at(index);
    if (found === null) return { state: 'missing' };
    return openBody(found.frame, await this.#secrets());
  }

  async *bodies(indexes: readonly number[]) {
    const wanted = new Set(indexes);
    for await (const frames of this.#frames.blocks(Math.min(...indexes), Math.max(...indexes) + 1)) {
      const secrets = await this.#secrets();
      for (const { index, frame } of frames) if (wanted.has(index)) yield { index, body: openBody(frame, secrets) };
    }
  }

  /** Re-reads the secrets when the key files have changed: after an erasure the old ones must not be used. */
  async #secrets(): Promise<SubjectSecrets> {
    const folder = keysFolder(this.#folder);
    const names = [...(await this.#disk.list(folder))].sort();
    const sizes = await Promise.all(names.map((name) => this.#disk.size(join(folder, name))));
    const files = JSON.stringify([names, sizes]);
    if (this.#keys?.files !== files) {
      this.#keys = { files, secrets: (await readSubjectSecrets(this.#disk, folder)) ?? new Map() };
    }
    return this.#keys.secrets;
  }

  async publicFile(path: string): Promise<PublicFile | null> {
    const tile = parseTilePath(path);
    if (tile === null && path !== 'checkpoint') return null;
    const bytes = await this.#disk.readFile(join(logFolder(this.#folder), path));
    if (bytes !== null) return { bytes, isImmutable: tile !== null };
    if (tile === null || tile.width === TILE_WIDTH) return null;
    const full = await this.#disk.readFile(join(logFolder(this.#folder), tilePath({ ...tile, width: TILE_WIDTH })));
    return full === null ? null : { bytes: tilePart(tile, full), isImmutable: true };
  }
}

const asBuffer = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

function recordOf({ index, frame }: IndexedFrame): LedgerRecord | null {
  const leaf = readLeaf(frame.leaf);
  return leaf === null ? null : { index, leaf, bytes: frame.leaf };
}

/** Returns the beginning of a full tile or bundle, as wide as the partial one. Throws `malformed`. */
const tilePart = ({ level, width }: TileId, full: Uint8Array): Uint8Array =>
  level === 'entries'
    ? encodeBundle(decodeBundle(full, TILE_WIDTH).slice(0, width))
    : full.subarray(0, width * HASH_BYTES);
