import { join } from 'node:path';
import type { DiskFile, LedgerDisk } from '../disk/ledger-disk.ts';
import { PRIVATE_MODE, writeWholeFiles } from '../disk/whole-file.ts';
import { sealFrame } from './frame.ts';
import { headerFrame, type SegmentHeader, segmentName } from './segment.ts';

/** The place where a writer resumes. */
export interface SegmentPlace {
  readonly first: number;
  /** Length of the segment in bytes. */
  readonly bytes: number;
  /** Number of records in the log, including those of this segment. */
  readonly size: number;
}

/** The part of a header that describes the records before it. */
type StateBefore = Pick<SegmentHeader, 'tree' | 'open'>;

/**
 * Writes batches of frames to the last segment and begins a new one when it is full. Must not be used again after a
 * failure.
 */
export class SegmentWriter {
  readonly #disk: LedgerDisk;
  readonly #folder: string;
  readonly #segmentBytes: number;
  readonly #before: () => StateBefore;
  #file: DiskFile | null = null;
  #first: number;
  #bytes: number;
  #size: number;

  /** `before`: returns the state after all records on the disk; called when a segment begins. */
  constructor(
    disk: LedgerDisk,
    folder: string,
    segmentBytes: number,
    before: () => StateBefore,
    { first, bytes, size }: SegmentPlace,
  ) {
    this.#disk = disk;
    this.#folder = folder;
    this.#segmentBytes = segmentBytes;
    this.#before = before;
    this.#first = first;
    this.#bytes = bytes;
    this.#size = size;
  }

  /** Number of records in the log. */
  get size(): number {
    return this.#size;
  }

  get first(): number {
    return this.#first;
  }

  /** Resolves when the frames are on the disk, in order. */
  async write(frames: readonly Buffer[]): Promise<void> {
    if (this.#bytes >= this.#segmentBytes) await this.#rotate();
    this.#file ??= await this.#disk.open(join(this.#folder, segmentName(this.#first)), 'continue', PRIVATE_MODE);
    let back = 0;
    for (const frame of frames) {
      sealFrame(frame, back);
      back += frame.length;
    }
    await this.#file.write(joined(frames), this.#bytes);
    await this.#file.datasync();
    this.#bytes += back;
    this.#size += frames.length;
  }

  async #rotate(): Promise<void> {
    const previous = { first: this.#first, bytes: this.#bytes };
    await this.close();
    this.#first = this.#size;
    this.#bytes = await beginSegment(this.#disk, this.#folder, { first: this.#first, previous, ...this.#before() });
  }

  async close(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    await file?.close();
  }
}

/** Joins frames that are adjacent in memory, as those of a slab are: a system call handles fewer pieces faster. */
function joined(frames: readonly Buffer[]): Buffer[] {
  const pieces: Buffer[] = [];
  let { buffer, byteOffset: from, byteOffset: to } = frames[0]!;
  for (const frame of frames) {
    if (frame.buffer !== buffer || frame.byteOffset !== to) {
      pieces.push(Buffer.from(buffer, from, to - from));
      buffer = frame.buffer;
      from = frame.byteOffset;
    }
    to = frame.byteOffset + frame.length;
  }
  pieces.push(Buffer.from(buffer, from, to - from));
  return pieces;
}

/** Begins a segment atomically: it exists with its header, or not at all. Resolves to its length in bytes. */
export async function beginSegment(disk: LedgerDisk, folder: string, header: SegmentHeader): Promise<number> {
  const bytes = headerFrame(header);
  await writeWholeFiles(disk, [{ path: join(folder, segmentName(header.first)), bytes }], PRIVATE_MODE);
  return bytes.length;
}
