/** Indexes that are in the list at a time; `to` exclusive. */
export interface Segment {
  readonly from: number;
  readonly to: number;
}

/** Browsers end an element at 17.9 (Firefox) or 33.5 million pixels: more rows than these would not be reached. */
export const MAX_SEGMENT = 300_000;

/** Nearer than this to an end that is not the log's, the segment moves on. */
const EDGE = 5_000;

/** The segment around an index: the whole log where it fits. */
export function segmentAround(index: number, first: number, size: number): Segment {
  if (size - first <= MAX_SEGMENT) return { from: first, to: size };
  const from = Math.min(Math.max(first, index - MAX_SEGMENT / 2), size - MAX_SEGMENT);
  return { from, to: from + MAX_SEGMENT };
}

/**
 * The segment that follows from what is seen: longer where the log grew at its end, another one near an end that is not the log's. The same object where
 * nothing changes.
 */
export function nextSegment(segment: Segment, seen: Segment, first: number, size: number): Segment {
  const isNearStart = segment.from > first && seen.from - segment.from < EDGE;
  const isNearEnd = segment.to < size && segment.to - seen.to < EDGE;
  const isTooLong = size - segment.from > MAX_SEGMENT + 2 * EDGE;
  if (isNearStart || (isNearEnd && isTooLong)) return segmentAround(seen.from, first, size);
  // A log that grows while its end is in the list grows in place: nothing above it moves.
  const to = isTooLong ? segment.to : size;
  return to === segment.to ? segment : { from: segment.from, to };
}
