import type { GrowingTreeState } from '../../tlog/index.ts';
import { frameAt, nextFrame, type PlacedFrame, sealFrame, unsealedFrame } from './frame.ts';

const SCHEMA = 'zenbun.segment/1';

/**
 * The first frame of a segment, in the place of a leaf. With the tree and the segment before it at hand, starting reads the end of the
 * log alone, and a segment that is missing or shorter shows.
 */
export interface SegmentHeader {
  /** Index of the first record. */
  readonly first: number;
  /** The segment before this one: its first index, and its length in bytes; null for the first of a log. */
  readonly previous: { readonly first: number; readonly bytes: number } | null;
  /** The tree of all records before `first`. */
  readonly tree: GrowingTreeState;
  /** No intent before this index waits for its response: at most `first`. */
  readonly open: number;
}

/** What a segment holds, read to its end. */
export interface ReadSegment {
  readonly header: SegmentHeader;
  readonly frames: readonly PlacedFrame[];
  /** Bytes up to the end of the last good frame. */
  readonly goodBytes: number;
  /** Where the last batch starts, in bytes; `goodBytes` where there is none. */
  readonly lastBatchAt: number;
  /**
   * `torn`: behind the good frames are bytes of a batch that was never acknowledged. `damaged`: a bad frame stands before a batch that
   * was written later, so it was good once.
   */
  readonly fault: 'torn' | 'damaged' | null;
}

export const segmentName = (first: number): string => `${String(first).padStart(16, '0')}.wal`;

/** The first index of a segment's file; null for a name that `segmentName` would not give. */
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

/** The header at the start of a segment, and where the frames begin; null where there is no good one. */
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

/** Reads a segment; null where its header is not good. */
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

/** A later batch is written only when the one before it is on the disk: so a good frame of one tells of damage. */
function faultAt(segment: Buffer, at: number): 'torn' | 'damaged' {
  let frame = nextFrame(segment, at + 1);
  while (frame !== null) {
    if (frame.batchAt > at) return 'damaged';
    const next = frame.at + frame.bytes;
    frame = frameAt(segment, next) ?? nextFrame(segment, next);
  }
  return 'torn';
}
