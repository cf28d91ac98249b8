import { Buffer, isAscii, isUtf8 } from 'node:buffer';
import type { Example } from '../schema/index.ts';
import { type Chunk, GAP, GAP_REASONS } from './chunk.ts';
import { csvCells } from './csv-cells.ts';
import { deeperThan } from './depth.ts';
import { recordReader } from './read-record.ts';
import { countRead, countSkipped, startTally, type Tally } from './tally.ts';
import { firstBrokenByte } from './utf8.ts';

/**
 * Takes the rows of a chunk in order. `start` and `end` are the record's bytes in `chunk.bytes` (without its line
 * break); both are 0 for a record that is not in the chunk because it was too long.
 */
export interface RowSink {
  example(example: Example, start: number, end: number): void;
  skipped(line: number, reason: string, start: number, end: number): void;
}

/** Reads every record of a chunk and says what became of them. Synchronous; depends on nothing but the chunk. */
export function parseChunk(chunk: Chunk, sink: RowSink): Tally {
  const tally = startTally();
  const read = recordReader(chunk.format, chunk.map);
  const decode = recordDecoder(chunk);
  const { ranges, file } = chunk;
  for (let i = 0; i < ranges.length; i += 2) {
    const line = chunk.firstLine + i / 2;
    let start = ranges[i]!;
    let end = ranges[i + 1]!;
    if (start === end) continue;
    let result: ReturnType<typeof read>;
    if (start === GAP) {
      result = GAP_REASONS[end]!;
      start = end = 0;
    } else {
      const value = decode(start, end, chunk.endsOpen && i + 2 === ranges.length);
      if (value === BLANK) continue;
      result = value instanceof Unread ? value.reason : read(value);
    }
    if (typeof result === 'string') {
      countSkipped(tally, line, result);
      sink.skipped(line, result, start, end);
    } else {
      const { kind, turns, rejected } = result.row;
      countRead(tally, result.format);
      sink.example({ file, line, kind, turns, rejected }, start, end);
    }
  }
  return tally;
}

/** A record whose bytes could not be made into a value. */
class Unread {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

const BLANK = Symbol('a line of white space');

type Decoder = (start: number, end: number, cut: boolean) => unknown;

function recordDecoder(chunk: Chunk): Decoder {
  const { encoding, maxDepth } = chunk;
  const text = textDecoder(chunk.bytes, encoding.kind === 'json');
  return (start, end, cut) => {
    const record = text(start, end);
    if (typeof record !== 'string') return record;
    if (encoding.kind === 'csv') return csvRecord(record, encoding.header, encoding.delimiter);
    let value: unknown;
    try {
      value = JSON.parse(record);
    } catch {
      // Its message is not passed on: it would carry a piece of the row into the report, and differs between versions.
      if (record.trim() === '') return BLANK;
      return new Unread(cut ? 'the file ends inside this record' : 'not valid JSON');
    }
    // Each level takes two bytes, so a shorter record need not be walked.
    if (end - start > 2 * maxDepth && deeperThan(value, maxDepth))
      return new Unread(`nested more than ${maxDepth} levels deep`);
    return value;
  };
}

/**
 * Cuts records out of the bytes as strings. A chunk that is pure ASCII may be decoded `atOnce` and cut for nothing: not
 * where pieces of a record are kept, because each would keep the whole chunk with it (what JSON.parse makes does not).
 * Else each record is decoded alone, and looked at for broken UTF-8 only where the chunk as a whole is broken.
 */
function textDecoder(bytes: Uint8Array<ArrayBuffer>, atOnce: boolean): (start: number, end: number) => string | Unread {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (atOnce && isAscii(buffer)) {
    const whole = buffer.toString('latin1');
    return (start, end) => whole.slice(start, end);
  }
  if (isUtf8(buffer)) return (start, end) => buffer.toString('utf8', start, end);
  return (start, end) => {
    const broken = firstBrokenByte(buffer.subarray(start, end));
    return broken < 0 ? buffer.toString('utf8', start, end) : new Unread(`not valid UTF-8 at byte ${broken + 1}`);
  };
}

function csvRecord(text: string, header: readonly string[], delimiter: string): unknown {
  const cells = csvCells(text, delimiter);
  if (cells === null) return new Unread('a quoted cell is never closed');
  if (cells.length !== header.length) {
    return new Unread(`has ${cells.length} cells where the header has ${header.length}`);
  }
  const record: Record<string, string> = {};
  for (let i = 0; i < cells.length; i += 1) record[header[i]!] = cells[i]!;
  return record;
}
