import type { LedgerDisk } from '../disk/ledger-disk.ts';
import { type FrameExtent, frameLength } from '../segments/frame.ts';

/** Where reading begins in a segment, in bytes. `batchAt`: where the batch there begins; null where that is not known. */
export interface FramePlace {
  readonly at: number;
  readonly batchAt: number | null;
}

/** Read at a time: little where a record or two are wanted, more where reading goes on. */
const FIRST_PIECE = 64 * 1024;
const MAX_PIECE = 2 * 2 ** 20;
/** What shows how long a frame is. */
const HEAD_BYTES = 16;

/**
 * The good frames of a segment from a place up to `end`, as many at a time as a piece holds: none behind the first that is not good, or is of no
 * batch that could be there. As `readSegment` has them. `read`: what is wanted of each; `at` counts from the start of its piece. `firstPiece`: bytes
 * that are wanted for certain.
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
    // Where the next frame is all there, it is not good.
    const next = frameLength(piece, pos) ?? HEAD_BYTES;
    if (piece.length - pos >= next || base + piece.length >= end) return;
    base += pos;
    wanted = Math.max(next, Math.min(2 * wanted, MAX_PIECE));
  }
}
