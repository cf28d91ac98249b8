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

/** A record as it is in the log. */
export interface LedgerRecord {
  readonly index: number;
  readonly leaf: LedgerLeaf;
  /** The bytes that are hashed. */
  readonly bytes: Uint8Array;
}

/** A file of the public log. `isImmutable`: it never changes, so that it may be cached for ever. */
interface PublicFile {
  readonly bytes: Uint8Array;
  readonly isImmutable: boolean;
}

/** Reads a ledger, also while it is written. Methods reject with `ZenbunError`. */
export interface LedgerReader {
  readonly identity: LedgerIdentity;
  /** Records on the disk. */
  size(): Promise<number>;
  /** First record that is still there: what was before was pruned. */
  from(): Promise<number>;
  /** A record; null where it is not there (yet, or any more). */
  record(index: number): Promise<LedgerRecord | null>;
  /** The records from an index on, in their order, as far as they were there at the start. */
  records(from?: number): AsyncGenerator<LedgerRecord>;
  /** The records from an index to another, which is left out; with `kinds`, those of these kinds alone, for less. */
  range(from: number, to: number, kinds?: readonly string[]): Promise<LedgerRecord[]>;
  /** The body of a record, decrypted and checked against its leaf. */
  body(index: number): Promise<ReadBody>;
  /** Those of records that stand near each other, in the order of the log, for less than one by one; nothing of a record that is not there. */
  bodies(indexes: readonly number[]): AsyncGenerator<{ readonly index: number; readonly body: ReadBody }>;
  /**
   * A file of the public log by its path below the log's prefix (`checkpoint`, `tile/…`); null for every other path, and where it is
   * not there. A partial tile that was replaced by a full one is cut from that.
   */
  publicFile(path: string): Promise<PublicFile | null>;
}

/** Opens a ledger for reading. Throws `not-found` where the folder holds none, `damaged` where it does not say what it is. */
export async function readLedger(folder: string, disk: LedgerDisk = realDisk): Promise<LedgerReader> {
  const place = resolve(folder);
  const identity = await readIdentity(disk, place);
  if (identity === null) {
    throw new ZenbunError('not-found', { en: `${folder} holds no ledger`, ja: `${folder} に証跡がありません` });
  }
  return new FolderReader(disk, place, identity);
}

class FolderReader implements LedgerReader {
  readonly identity: LedgerIdentity;
  readonly #disk: LedgerDisk;
  readonly #folder: string;
  readonly #frames: SegmentFrames;
  /** The secrets, and the names and sizes of the files they were read from. */
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
    // Most are told apart without being parsed: a leaf names its kind in these very bytes.
    const named = kinds?.map((kind) => Buffer.from(`"kind":${JSON.stringify(kind)}`));
    for await (const frames of this.#frames.blocks(from, to))
      for (const { index, frame } of frames) {
        if (named !== undefined && !named.some((bytes) => asBuffer(frame.leaf).includes(bytes))) continue;
        // A copy: the piece of the segment that it was read in must not stay in memory.
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

  /** Read anew when the files of the keys are others: after an erasure nobody may go on with the old ones. */
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

/** The beginning of a full tile or bundle, as wide as a partial one. Throws `malformed`. */
const tilePart = ({ level, width }: TileId, full: Uint8Array): Uint8Array =>
  level === 'entries'
    ? encodeBundle(decodeBundle(full, TILE_WIDTH).slice(0, width))
    : full.subarray(0, width * HASH_BYTES);
