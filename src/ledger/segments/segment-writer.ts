import { join } from 'node:path';
import { GrowingTree } from '../../tlog/index.ts';
import type { DiskFile, LedgerDisk } from '../disk/ledger-disk.ts';
import { PRIVATE_MODE, writeWholeFiles } from '../disk/whole-file.ts';
import { sha256 } from '../sha256.ts';
import { sealFrame } from './frame.ts';
import { headerFrame, type SegmentHeader, segmentName } from './segment.ts';

/** Where a writer goes on. */
export interface SegmentPlace {
  readonly first: number;
  /** Length of the segment in bytes. */
  readonly bytes: number;
  /** The tree of all records, those of this segment too. */
  readonly tree: GrowingTree;
}

/** Writes batches of frames to the last segment, and begins a new one when that is full. Not to be used again after a failure. */
export class SegmentWriter {
  readonly #disk: LedgerDisk;
  readonly #folder: string;
  readonly #segmentBytes: number;
  readonly #tree: GrowingTree;
  #file: DiskFile | null = null;
  #first: number;
  #bytes: number;

  constructor(disk: LedgerDisk, folder: string, segmentBytes: number, { first, bytes, tree }: SegmentPlace) {
    this.#disk = disk;
    this.#folder = folder;
    this.#segmentBytes = segmentBytes;
    this.#tree = tree;
    this.#first = first;
    this.#bytes = bytes;
  }

  /** Begins the first segment of a log. */
  static async begin(disk: LedgerDisk, folder: string, segmentBytes: number): Promise<SegmentWriter> {
    const header: SegmentHeader = { first: 0, previous: null, tree: { size: 0, edge: [] } };
    const bytes = await beginSegment(disk, folder, header);
    return new SegmentWriter(disk, folder, segmentBytes, { first: 0, bytes, tree: new GrowingTree(sha256) });
  }

  /** Records in the log. */
  get size(): number {
    return this.#tree.size;
  }

  get first(): number {
    return this.#first;
  }

  /** Resolves when the frames, in their order, are on the disk. `leafHashes` are theirs. */
  async write(frames: readonly Buffer[], leafHashes: readonly Uint8Array[]): Promise<void> {
    if (this.#bytes >= this.#segmentBytes) await this.#rotate();
    this.#file ??= await this.#disk.open(join(this.#folder, segmentName(this.#first)), 'continue', PRIVATE_MODE);
    let back = 0;
    for (const frame of frames) {
      sealFrame(frame, back);
      back += frame.length;
    }
    await this.#file.write(frames, this.#bytes);
    await this.#file.datasync();
    this.#bytes += back;
    for (const leafHash of leafHashes) this.#tree.append(leafHash);
  }

  async #rotate(): Promise<void> {
    const previous = { first: this.#first, bytes: this.#bytes };
    await this.close();
    this.#first = this.#tree.size;
    this.#bytes = await beginSegment(this.#disk, this.#folder, {
      first: this.#first,
      previous,
      tree: this.#tree.state(),
    });
  }

  async close(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    await file?.close();
  }
}

/** The segment is there whole, with its header, or not at all. Resolves to its length in bytes. */
async function beginSegment(disk: LedgerDisk, folder: string, header: SegmentHeader): Promise<number> {
  const bytes = headerFrame(header);
  await writeWholeFiles(disk, [{ path: join(folder, segmentName(header.first)), bytes }], PRIVATE_MODE);
  return bytes.length;
}
