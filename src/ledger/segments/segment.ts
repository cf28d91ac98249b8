import type { GrowingTreeState } from '../../tlog/index.ts';
import { frameAt, nextFrame, type PlacedFrame, sealFrame, unsealedFrame } from './frame.ts';

const SCHEMA = 'zenbun.segment/1';

/**
 * The first frame of a segment, in place of a leaf. Because it holds the tree and the size of the previous segment,
 * starting reads only the end of the log, and a missing or shortened segment is noticed.
 */
export interface SegmentHeader {
  /** Index of the first record. */
  readonly first: number;
  /** The previous segment: its first index and its length in bytes; null for the first segment of a log. */
  readonly previous: { readonly first: number; readonly bytes: number } | null;
  /** The tree of all records before `first`. */
  readonly tree: GrowingTreeState;
  /** No intent before this index is waiting for its response; at most `first`. */
  readonly open: number;
}

/** The content of a segment, read to its end. */
export interface ReadSegment {
  readonly header: SegmentHeader;
  readonly frames: readonly PlacedFrame[];
  /** Number of bytes up to the end of the last good frame. */
  readonly goodBytes: number;
  /** Start of the last batch, in bytes; `goodBytes` if there is none. */
  readonly lastBatchAt: number;
  /**
   * `torn`: the good frames are followed by bytes of a batch that was never acknowledged. `damaged`: a bad frame
   * precedes a batch that was written later, so it was good once.
   */
  readonly fault: 'torn' | 'damaged' | null;
}

export const segmentName = (first: number): string => `${String(first).padStart(16, '0')}.wal`;

/** Returns the first index of a segment from its file name, or null for a name that `segmentName` would not produce. */
export const segmentFirst = (name: string): number | null =>
  /^\d{16}\.wal$/.test(name) ? Number.parseInt(name, 10) : null;

export function headerFrame(header: SegmentHeader): Buffer {
  const nothing = new Uint8Array(0);
  const frame = unsealedFrame({
    leaf: Buffer.from(JSON.stringify({ schema: SCHEMA, ...header })),
    slip: nothing,
    ciphertext: nothing,
  });
  sealFrame(frame, 0);
  return frame;
}

/** Reads the header at the start of a segment, and the offset where the frames begin; null if there is no good one. */
export function readHeader(segment: Buffer): { header: SegmentHeader; bytes: number } | null {
  const frame = frameAt(segment, 0);
  if (frame === null) return null;
  try {
    const { schema, ...header } = JSON.parse(Buffer.from(frame.leaf).toString('utf8'));
    return schema === SCHEMA ? { header, bytes: frame.bytes } : null;
  } catch {
    return null;
  }
}

/** Reads a segment; null if its header is not good. */
export function readSegment(segment: Buffer): ReadSegment | null {
  const head = readHeader(segment);
  if (head === null) return null;
  const frames: PlacedFrame[] = [];
  let at = head.bytes;
  let batchAt = at;
  while (at < segment.length) {
    const frame = frameAt(segment, at);
    if (frame === null || (frame.batchAt !== batchAt && frame.batchAt !== at)) break;
    batchAt = frame.batchAt;
    frames.push(frame);
    at += frame.bytes;
  }
  return {
    header: head.header,
    frames,
    goodBytes: at,
    lastBatchAt: frames.length === 0 ? at : batchAt,
    fault: at === segment.length ? null : faultAt(segment, at),
  };
}

/**
 * Classifies the fault at an offset. A batch is written only once the one before it is on the disk, so a good frame of
 * a later batch proves damage.
 */
function faultAt(segment: Buffer, at: number): 'torn' | 'damaged' {
  let frame = nextFrame(segment, at + 1);
  while (frame !== null) {
    if (frame.batchAt > at) return 'damaged';
    const next = frame.at + frame.bytes;
    frame = frameAt(segment, next) ?? nextFrame(segment, next);
  }
  return 'torn';
}
