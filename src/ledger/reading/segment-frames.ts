import { join } from 'node:path';
import type { LedgerDisk } from '../disk/ledger-disk.ts';
import { frameAt, type PlacedFrame } from '../segments/frame.ts';
import { segmentFirsts } from '../segments/recovered-segments.ts';
import { type ReadSegment, readSegment, segmentName } from '../segments/segment.ts';

/** A frame with its place in the log. */
export interface IndexedFrame {
  readonly index: number;
  readonly frame: PlacedFrame;
}

interface FrameOffsets {
  readonly fileBytes: number;
  /** Where each frame begins, in bytes, and where the last ends. */
  readonly offsets: readonly number[];
}

/** Segments of which the offsets are kept: 64 MiB of records of 2 KiB take 250 KB. */
const KEPT_SEGMENTS = 64;

/** The frames of the segments in a folder; may be read while they are written. */
export class SegmentFrames {
  readonly #disk: LedgerDisk;
  readonly #folder: string;
  readonly #offsets = new Map<number, FrameOffsets>();

  constructor(disk: LedgerDisk, folder: string) {
    this.#disk = disk;
    this.#folder = folder;
  }

  async size(): Promise<number> {
    const last = (await segmentFirsts(this.#disk, this.#folder)).at(-1);
    return last === undefined ? 0 : last + (await this.#offsetsOf(last)).length - 1;
  }

  /** The frame of a record; null where it is not there. */
  async at(index: number): Promise<IndexedFrame | null> {
    const first = (await segmentFirsts(this.#disk, this.#folder)).findLast((at) => at <= index);
    if (first === undefined || !Number.isSafeInteger(index)) return null;
    const offsets = await this.#offsetsOf(first);
    const [from, to] = [offsets[index - first], offsets[index - first + 1]];
    if (from === undefined || to === undefined) return null;
    const bytes = await this.#disk.readFile(join(this.#folder, segmentName(first)), from, to - from);
    const frame = bytes === null ? null : frameAt(asBuffer(bytes), 0, from);
    return frame === null ? null : { index, frame };
  }

  /** The frames from an index on, as far as they are good, a segment at a time. */
  async *from(index: number): AsyncGenerator<IndexedFrame> {
    const firsts = await segmentFirsts(this.#disk, this.#folder);
    const start = Math.max(
      0,
      firsts.findLastIndex((first) => first <= index),
    );
    for (const first of firsts.slice(start)) {
      const { frames } = (await this.#read(first)) ?? { frames: [] };
      for (const [i, frame] of frames.entries()) if (first + i >= index) yield { index: first + i, frame };
    }
  }

  /** A segment that has not grown since is not read again. */
  async #offsetsOf(first: number): Promise<readonly number[]> {
    const known = this.#offsets.get(first);
    const fileBytes = await this.#disk.size(join(this.#folder, segmentName(first)));
    if (known !== undefined && known.fileBytes === fileBytes) return known.offsets;
    const segment = await this.#read(first);
    const offsets = segment === null ? [0] : [...segment.frames.map(({ at }) => at), segment.goodBytes];
    if (this.#offsets.size >= KEPT_SEGMENTS) this.#offsets.clear();
    this.#offsets.set(first, { fileBytes: fileBytes ?? 0, offsets });
    return offsets;
  }

  async #read(first: number): Promise<ReadSegment | null> {
    const bytes = await this.#disk.readFile(join(this.#folder, segmentName(first)));
    return bytes === null ? null : readSegment(asBuffer(bytes));
  }
}

const asBuffer = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
