import { Buffer, isAscii, isUtf8 } from 'node:buffer';
import { type UnreadReason, unread } from '../../schema/index.ts';
import type { Chunk, RecordEncoding } from '../chunk.ts';
import { csvCells } from './csv-cells.ts';
import { deeperThan } from './depth.ts';
import { hiddenRows, linesWithText } from './hidden-rows.ts';
import { beforeComma, whyNotJson } from './json-faults.ts';
import { firstBrokenByte } from './utf8.ts';

/** A record whose bytes could not be decoded. */
export class UnreadRecord {
  readonly reason: UnreadReason;
  /** Number of rows that the record seems to hide. */
  readonly rows: number;
  constructor(reason: UnreadReason, rows = 1) {
    this.reason = reason;
    this.rows = rows;
  }
}

/**
 * A row whose last cells are missing: spreadsheets leave them out if they are empty. It is unread if it is not a valid
 * row without them.
 */
export class ShortRow extends UnreadRecord {
  /** The row with empty cells in place of the missing ones. */
  readonly record: Readonly<Record<string, string>>;
  constructor(record: Readonly<Record<string, string>>, reason: UnreadReason) {
    super(reason);
    this.record = record;
  }
}

export const BLANK = Symbol('a line of white space, or of separators');

/**
 * Decodes a record from its bytes. `cut`: true if the file ends with them. Returns the value, `BLANK`, or an
 * `UnreadRecord`.
 */
export type RecordDecoder = (start: number, end: number, cut: boolean) => unknown;

/** Creates the decoder for the records of a chunk: JSON, texts, or cells under the names of their columns. */
export function recordDecoder(chunk: Chunk): RecordDecoder {
  const { encoding, maxDepth } = chunk;
  const text = textDecoder(chunk.bytes, encoding.kind === 'json');
  return (start, end, cut) => {
    const record = text(start, end);
    if (typeof record !== 'string') return record;
    if (encoding.kind === 'csv') return csvRecord(record, encoding, cut);
    if (encoding.kind === 'text') return record.trim() === '' ? BLANK : record.replace(/\r$/, '');
    let value: unknown;
    try {
      value = JSON.parse(record);
    } catch {
      // The error's message is dropped: it would carry a piece of the row into the report, and it differs between
      // versions.
      if (record.trim() === '') return BLANK;
      value = beforeComma(record);
      if (value === undefined) return new UnreadRecord(encoding.look ?? whyUnread(record, cut));
    }
    // Each level takes two bytes, so shorter records need not be walked.
    if (end - start > 2 * maxDepth && deeperThan(value, maxDepth))
      return new UnreadRecord(unread('tooDeep', { n: maxDepth }));
    return value;
  };
}

/**
 * Extracts records from the bytes as strings. A pure ASCII chunk may be decoded `atOnce`, which makes slicing free.
 * That is not an option if pieces of a record are kept, because each would keep the whole chunk alive (values made by
 * JSON.parse do not). Otherwise each record is decoded separately, and checked for broken UTF-8 only if the chunk as a
 * whole is broken.
 */
function textDecoder(bytes: Uint8Array, atOnce: boolean): (start: number, end: number) => string | UnreadRecord {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (atOnce && isAscii(buffer)) {
    const whole = buffer.toString('latin1');
    return (start, end) => whole.slice(start, end);
  }
  if (isUtf8(buffer)) return (start, end) => buffer.toString('utf8', start, end);
  return (start, end) => {
    const broken = firstBrokenByte(buffer.subarray(start, end));
    return broken < 0 ? buffer.toString('utf8', start, end) : new UnreadRecord(unread('notUtf8At', { n: broken + 1 }));
  };
}

type CsvEncoding = Extract<RecordEncoding, { kind: 'csv' }>;

/** A specific fault is more informative than the fact that the file ends there. */
function whyUnread(record: string, cut: boolean): UnreadReason {
  const why = whyNotJson(record);
  return cut && why === unread('notJson') ? unread('recordNotEnded') : why;
}

function csvRecord(text: string, { header, delimiter, quotes, look }: CsvEncoding, cut: boolean): unknown {
  const cells = quotes ? csvCells(text, delimiter) : text.replace(/\r$/, '').split(delimiter);
  if (cells === null) return new UnreadRecord(look ?? unread('quoteNotClosed'), linesWithText(text));
  const hidden = quotes && text.includes('\n') ? hiddenRows(text, delimiter, header.length) : 0;
  if (hidden > 0) return new UnreadRecord(unread('quoteHidesRows', { n: hidden }), hidden);
  // Excel writes rows that consist only of separators where cells were once formatted.
  // A table with one column writes an empty cell as quotes: such a cell exists and is empty.
  if (cells.length > 1 && cells.every((cell) => cell.trim() === '')) return BLANK;
  const wrongCells = () => look ?? unread('wrongCells', { n: cells.length, header: header.length });
  if (cells.length > header.length || (cut && cells.length < header.length)) return new UnreadRecord(wrongCells());
  const record: Record<string, string> = {};
  for (let i = 0; i < header.length; i += 1) record[header[i]!] = cells[i] ?? '';
  return cells.length < header.length ? new ShortRow(record, wrongCells()) : record;
}
