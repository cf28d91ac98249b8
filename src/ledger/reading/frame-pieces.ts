import type { LedgerDisk } from '../disk/ledger-disk.ts';
import { type FrameExtent, frameLength } from '../segments/frame.ts';

/** A position in a segment to read from, in bytes. `batchAt`: start of the batch it belongs to; null if unknown. */
export interface FramePlace {
  readonly at: number;
  readonly batchAt: number | null;
}

/** Bytes read at a time: little at first, for one or two records, and more as reading continues. */
const FIRST_PIECE = 64 * 1024;
const MAX_PIECE = 2 * 2 ** 20;
/** Bytes needed to learn the length of a frame. */
const HEAD_BYTES = 16;

/**
 * Yields the good frames of a segment from a place up to `end`, one array per piece read. Like `readSegment`, stops at
 * the first frame that is not good or whose batch cannot be there. `read`: extracts what the caller needs from a frame;
 * its `at` counts from the start of the piece. `firstPiece`: number of bytes certain to be needed.
 */
export async function* framePieces<T extends FrameExtent>(
  disk: LedgerDisk,
  path: string,
  { at: start, batchAt: startBatch }: FramePlace,
  end: number,
  read: (piece: Buffer, at: number, skipped: number) => T | null,
  firstPiece = FIRST_PIECE,
): AsyncGenerator<readonly T[]> {
  let base = start;
  let batchAt = startBatch;
  let wanted = Math.min(firstPiece, MAX_PIECE);
  while (base < end) {
    const bytes = await disk.readFile(path, base, Math.min(end - base, wanted));
    if (bytes === null || bytes.length === 0) return;
    const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const frames: T[] = [];
    let pos = 0;
    for (let frame = read(piece, 0, base); frame !== null; frame = read(piece, pos, base)) {
      if (batchAt !== null && frame.batchAt !== batchAt && frame.batchAt !== base + pos) break;
      batchAt = frame.batchAt;
      frames.push(frame);
      pos += frame.bytes;
    }
    yield frames;
    // If the next frame is fully there, it is not a good one.
    const next = frameLength(piece, pos) ?? HEAD_BYTES;
    if (piece.length - pos >= next || base + piece.length >= end) return;
    base += pos;
    wanted = Math.max(next, Math.min(2 * wanted, MAX_PIECE));
  }
}
