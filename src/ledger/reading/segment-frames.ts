import { join } from 'node:path';
import type { LedgerDisk } from '../disk/ledger-disk.ts';
import { type FrameContent, frameAt, frameExtent } from '../segments/frame.ts';
import { HEADER_BYTES, segmentFirsts } from '../segments/recovered-segments.ts';
import { readHeader, segmentName } from '../segments/segment.ts';
import { type FramePlace, framePieces } from './frame-pieces.ts';

/** A frame and its index in the log. */
export interface IndexedFrame {
  readonly index: number;
  readonly frame: FrameContent;
}

interface FrameOffsets {
  readonly fileBytes: number;
  /** The start of each frame, in bytes, and the end of the last. */
  readonly offsets: readonly number[];
}

/** Number of segments whose offsets are cached: 64 MiB of 2 KiB records take 250 KB. */
const KEPT_SEGMENTS = 64;

/** The frames of the segments in a folder. They may be read while they are being written. */
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

  /** Returns the frame of a record, or null if it is not there. */
  async at(index: number): Promise<IndexedFrame | null> {
    const first = (await segmentFirsts(this.#disk, this.#folder)).findLast((at) => at <= index);
    if (first === undefined || !Number.isSafeInteger(index)) return null;
    const offsets = await this.#offsetsOf(first);
    const [from, to] = [offsets[index - first], offsets[index - first + 1]];
    if (from === undefined || to === undefined) return null;
    const bytes = await this.#disk.readFile(this.#path(first), from, to - from);
    const frame = bytes === null ? null : frameAt(asBuffer(bytes), 0, from);
    return frame === null ? null : { index, frame };
  }

  /** Yields the frames from an index on, as far as they are good and existed when reading of their segment began. */
  async *from(index: number): AsyncGenerator<IndexedFrame> {
    for await (const frames of this.blocks(index, Number.POSITIVE_INFINITY)) yield* frames;
  }

  /** Yields the frames from `index` to `to` (exclusive), one array per piece read. */
  async *blocks(index: number, to: number): AsyncGenerator<readonly IndexedFrame[]> {
    const firsts = await segmentFirsts(this.#disk, this.#folder);
    const start = Math.max(
      0,
      firsts.findLastIndex((first) => first <= index),
    );
    for (const first of firsts.slice(start)) {
      if (first >= to) return;
      let at = Math.max(first, index);
      const place = index > first ? await this.#placeOf(first, index) : await this.#beginning(first);
      if (place === null) continue;
      const wanted = this.#offsets.get(first)?.offsets[to - first];
      const end = wanted ?? (await this.#disk.size(this.#path(first))) ?? 0;
      const piece = wanted === undefined ? undefined : wanted - place.at;
      for await (const frames of framePieces(this.#disk, this.#path(first), place, end, frameAt, piece)) {
        const before = at;
        yield frames.slice(0, Math.max(0, to - at)).map((frame, i) => ({ index: before + i, frame }));
        at += frames.length;
        if (at >= to) return;
      }
    }
  }

  #path(first: number): string {
    return join(this.#folder, segmentName(first));
  }

  /** Returns the start of a record in a segment, or null if it is not there. */
  async #placeOf(first: number, index: number): Promise<FramePlace | null> {
    const offsets = await this.#offsetsOf(first);
    const at = offsets[index - first];
    return at === undefined || index - first === offsets.length - 1 ? null : { at, batchAt: null };
  }

  /** Returns the start of the first record in a segment, or null if the header is not good. */
  async #beginning(first: number): Promise<FramePlace | null> {
    const bytes = await this.#disk.readFile(this.#path(first), 0, HEADER_BYTES);
    const head = bytes === null ? null : readHeader(asBuffer(bytes));
    return head === null ? null : { at: head.bytes, batchAt: head.bytes };
  }

  /** Returns the offsets of a segment. Unchanged segments are not read again; of a grown one, only the new part. */
  async #offsetsOf(first: number): Promise<readonly number[]> {
    const known = this.#offsets.get(first);
    const fileBytes = (await this.#disk.size(this.#path(first))) ?? 0;
    if (known !== undefined && known.fileBytes === fileBytes) return known.offsets;
    const offsets = (await this.#grown(first, known?.offsets, fileBytes)) ?? (await this.#allOffsets(first, fileBytes));
    if (this.#offsets.size >= KEPT_SEGMENTS) this.#offsets.clear();
    this.#offsets.set(first, { fileBytes, offsets });
    return offsets;
  }

  async #allOffsets(first: number, end: number): Promise<number[]> {
    const place = await this.#beginning(first);
    if (place === null) return [0];
    const offsets = [place.at];
    for await (const frames of framePieces(this.#disk, this.#path(first), place, end, frameExtent))
      for (const { bytes } of frames) offsets.push(offsets.at(-1)! + bytes);
    return offsets;
  }

  /** Extends known offsets from the last known frame on; null if that frame is gone because the segment was cut. */
  async #grown(first: number, known: readonly number[] | undefined, end: number): Promise<number[] | null> {
    const last = known?.at(-2);
    if (known === undefined || last === undefined) return null;
    const offsets = known.slice(0, -1);
    for await (const frames of framePieces(
      this.#disk,
      this.#path(first),
      { at: last, batchAt: null },
      end,
      frameExtent,
    ))
      for (const { bytes } of frames) offsets.push(offsets.at(-1)! + bytes);
    if (offsets[known.length - 1] !== known.at(-1)) return null;
    return offsets;
  }
}

const asBuffer = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
