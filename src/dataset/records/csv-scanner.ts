import { Buffer } from 'node:buffer';
import type { RecordScanner } from './record-scanner.ts';

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;

/**
 * State of the scanner within a record. After a quote inside a quoted cell, the next byte decides what the quote meant.
 */
const CELL_START = 0;
const PLAIN = 1;
const QUOTED = 2;
const AFTER_QUOTE = 3;

/**
 * Scans records of RFC 4180: a line break inside a quoted cell belongs to the cell. Blank lines are not records.
 * Without `quotes`, every line is a record.
 */
export function csvScanner(delimiter: string, quotes = true): RecordScanner {
  const comma = delimiter.charCodeAt(0);
  let carriedState = CELL_START;
  let start = 0;
  /** The last byte before the block. */
  let before = LF;

  /** Reports whether a line is empty or holds only the first half of its line break. */
  function isBlank(end: number, last: number): boolean {
    return end === start || (end === start + 1 && last === CR);
  }

  return {
    scan(block, base, found) {
      const bytes = Buffer.from(block.buffer, block.byteOffset, block.length);
      const { length } = bytes;
      let state = carriedState;
      for (let i = 0; i < length; i += 1) {
        const byte = bytes[i]!;
        if (state === QUOTED) {
          if (byte !== QUOTE) i = bytes.indexOf(QUOTE, i);
          if (i < 0) break;
          state = AFTER_QUOTE;
        } else if (byte === LF) {
          const end = base + i;
          if (!isBlank(end, i > 0 ? bytes[i - 1]! : before)) found(start, end);
          start = end + 1;
          state = CELL_START;
        } else if (byte === comma) state = CELL_START;
        else if (byte === QUOTE && quotes && state !== PLAIN) state = QUOTED;
        else state = PLAIN;
      }
      carriedState = state;
      if (length > 0) before = bytes[length - 1]!;
    },
    openSince: () => start,
    end(total, found) {
      if (isBlank(total, before)) return 'closed';
      found(start, total);
      return 'open-record';
    },
  };
}
