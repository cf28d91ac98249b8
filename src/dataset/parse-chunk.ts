import type { Example } from '../schema/index.ts';
import { type Chunk, GAP, GAP_REASONS } from './chunk.ts';
import type { UnreadText } from './fields/unread-texts.ts';
import { recordReader } from './read-record.ts';
import { BLANK, recordDecoder, ShortRow, UnreadRecord } from './records/record-decoder.ts';
import { countRead, countSkipped, startTally, type Tally } from './tally.ts';

/**
 * Receives the rows of a chunk in order. `start` and `end` delimit the record's bytes in `chunk.bytes` (without its
 * line break); both are 0 for a record that is not in the chunk (too long, or never closed). `unread`: texts of the
 * record that the row does not hold.
 */
export interface RowSink {
  example(example: Example, start: number, end: number, unread: readonly UnreadText[]): void;
  skipped(line: number, reason: string, start: number, end: number, physicalLine?: number): void;
}

/**
 * Reads every record of a chunk, passes it to `sink` and returns the counts. Synchronous; depends only on the chunk.
 */
export function parseChunk(chunk: Chunk, sink: RowSink): Tally {
  const tally = startTally();
  const read = recordReader(chunk.format, chunk.map, chunk.naming);
  const decode = recordDecoder(chunk);
  const { ranges, file } = chunk;
  for (let i = 0; i < ranges.length; i += 2) {
    const line = chunk.firstLine + i / 2;
    const physicalLine = chunk.physicalLines?.[i / 2];
    let start = ranges[i]!;
    let end = ranges[i + 1]!;
    if (start === end) continue;
    let result: ReturnType<typeof read>;
    let hidden = 1;
    if (start === GAP) {
      result = GAP_REASONS[end]!;
      start = end = 0;
    } else {
      const value = decode(start, end, chunk.endsOpen && i + 2 === ranges.length);
      if (value === BLANK) continue;
      if (value instanceof UnreadRecord) {
        const whole = value instanceof ShortRow ? read(value.record) : value.reason;
        result = typeof whole === 'string' ? value.reason : whole;
        hidden = value.rows;
      } else result = read(value);
    }
    if (typeof result === 'string') {
      countSkipped(tally, line, result, hidden);
      sink.skipped(line, result, start, end, physicalLine);
    } else {
      const { kind, turns, rejected } = result.row;
      countRead(tally, result.row, result.format, result.uses);
      const example = { file, line, kind, turns, rejected };
      const placed = physicalLine === undefined ? example : { ...example, physicalLine };
      sink.example(placed, start, end, result.unread);
    }
  }
  return tally;
}
