/** Range of indexes in the list at a time; `to` exclusive. */
export interface Segment {
  readonly from: number;
  readonly to: number;
}

/**
 * Maximum number of rows in a segment. Browsers cap an element at 17.9 (Firefox) or 33.5 million pixels; rows beyond
 * that could not be reached.
 */
export const MAX_SEGMENT = 300_000;

/** Distance from an end of the segment, unless it is the log's, below which the segment shifts. */
const EDGE = 5_000;

/** Returns the segment around an index; the whole log if it fits. */
export function segmentAround(index: number, first: number, size: number): Segment {
  if (size - first <= MAX_SEGMENT) return { from: first, to: size };
  const from = Math.min(Math.max(first, index - MAX_SEGMENT / 2), size - MAX_SEGMENT);
  return { from, to: from + MAX_SEGMENT };
}

/**
 * Returns the next segment for the visible rows: longer if the log grew at its end, a different one near an end that is
 * not the log's. Returns the same object if nothing changes.
 */
export function nextSegment(segment: Segment, seen: Segment, first: number, size: number): Segment {
  const isNearStart = segment.from > first && seen.from - segment.from < EDGE;
  const isNearEnd = segment.to < size && segment.to - seen.to < EDGE;
  const isTooLong = size - segment.from > MAX_SEGMENT + 2 * EDGE;
  if (isNearStart || (isNearEnd && isTooLong)) return segmentAround(seen.from, first, size);
  // If the end of the log is in the list, it grows in place: nothing above it moves.
  const to = isTooLong ? segment.to : size;
  return to === segment.to ? segment : { from: segment.from, to };
}
