import type { LedgerDisk } from '../disk/ledger-disk.ts';
import { type FrameContent, frameAt, frameLength } from '../segments/frame.ts';

/** Where reading begins in a segment, in bytes. `batchAt`: where the batch there begins; null where that is not known. */
export interface FramePlace {
  readonly at: number;
  readonly batchAt: number | null;
}

/** A frame and its place: where it begins and ends in its segment, in bytes. */
export interface ReadFrame {
  readonly frame: FrameContent;
  readonly at: number;
  readonly end: number;
}

/** Read at a time: little where a record or two are wanted, more where reading goes on. */
const FIRST_PIECE = 64 * 1024;
const MAX_PIECE = 2 * 2 ** 20;
/** What shows how long a frame is. */
const HEAD_BYTES = 16;

/**
 * The good frames of a segment from a place up to `end`, as many at a time as a piece holds: none behind the first that is not good, or is of no
 * batch that could be there. As `readSegment` has them. `firstPiece`: bytes that are wanted for certain.
 */
export async function* framePieces(
  disk: LedgerDisk,
  path: string,
  { at: start, batchAt: startBatch }: FramePlace,
  end: number,
  firstPiece = FIRST_PIECE,
): AsyncGenerator<readonly ReadFrame[]> {
  let buffer: Buffer = Buffer.alloc(0);
  let base = start;
  let pos = 0;
  let piece = Math.min(firstPiece, MAX_PIECE);
  let batchAt = startBatch;
  for (;;) {
    const frames: ReadFrame[] = [];
    for (let frame = frameAt(buffer, pos, base); frame !== null; frame = frameAt(buffer, pos, base)) {
      const at = base + pos;
      if (batchAt !== null && frame.batchAt !== batchAt && frame.batchAt !== at) {
        yield frames;
        return;
      }
      batchAt = frame.batchAt;
      pos += frame.bytes;
      frames.push({ frame, at, end: at + frame.bytes });
    }
    yield frames;
    const wanted = frameLength(buffer, pos) ?? HEAD_BYTES;
    const isWhole = buffer.length - pos >= wanted;
    const read = base + buffer.length;
    if (isWhole || read >= end) return;
    const more = await disk.readFile(path, read, Math.min(end - read, Math.max(piece, wanted)));
    if (more === null || more.length === 0) return;
    buffer = Buffer.concat([buffer.subarray(pos), more]);
    base += pos;
    pos = 0;
    piece = Math.min(2 * piece, MAX_PIECE);
  }
}
