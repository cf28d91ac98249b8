import type { UnreadReason } from '../schema/index.ts';
import { type Chunk, GAP, GAP_REASONS } from './chunk.ts';

/** The bytes of one record, or the reason why they are unavailable. `line` as in `Chunk.firstLine`. */
export type RecordBytes =
  | { readonly line: number; readonly bytes: Uint8Array }
  | { readonly line: number; readonly unread: UnreadReason };

const CR = 0x0d;

/**
 * Yields the raw records of a chunk in order, whether or not they can be parsed. Lines and CSV records come without
 * their line break (LF or CR LF); blank lines are omitted. The bytes are views into the chunk.
 */
export function* recordBytes({ bytes, ranges, firstLine, physicalLines, encoding }: Chunk): Generator<RecordBytes> {
  // List elements end with a bracket or a quote, not a line break; they are the only JSON with physical lines.
  const endsWithLine = encoding.kind !== 'json' || physicalLines === null;
  for (let i = 0; i < ranges.length; i += 2) {
    const line = firstLine + i / 2;
    const start = ranges[i]!;
    let end = ranges[i + 1]!;
    if (start === GAP) {
      yield { line, unread: GAP_REASONS[end]! };
      continue;
    }
    if (endsWithLine && end > start && bytes[end - 1] === CR) end -= 1;
    if (!isBlank(bytes, start, end)) yield { line, bytes: bytes.subarray(start, end) };
  }
}

/** Reports whether the bytes are nothing but ASCII white space. */
function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!;
    if (byte !== 0x20 && !(byte >= 0x09 && byte <= 0x0d)) return false;
  }
  return true;
}
