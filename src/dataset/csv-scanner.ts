import type { RecordScanner } from './record-scanner.ts';

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;

/** Where the scanner stands in a record. After a quote inside a quoted cell, the next byte tells what it was. */
const CELL_START = 0;
const PLAIN = 1;
const QUOTED = 2;
const AFTER_QUOTE = 3;

/** Records of RFC 4180: a line break inside a quoted cell belongs to the cell. Blank lines are no records. */
export function csvScanner(delimiter: string): RecordScanner {
  const comma = delimiter.charCodeAt(0);
  let state = CELL_START;
  let start = 0;
  let blank = true;
  return {
    scan(block, base, found) {
      for (let i = 0; i < block.length; i += 1) {
        const byte = block[i]!;
        if (state === QUOTED) {
          if (byte === QUOTE) state = AFTER_QUOTE;
        } else if (byte === LF) {
          if (!blank) found(start, base + i);
          start = base + i + 1;
          blank = true;
          state = CELL_START;
        } else {
          if (byte === comma) state = CELL_START;
          else if (byte === QUOTE && state !== PLAIN) state = QUOTED;
          else state = PLAIN;
          if (byte !== CR) blank = false;
        }
      }
    },
    openSince: () => start,
    end(total, found) {
      if (blank) return 'closed';
      found(start, total);
      return 'open-record';
    },
  };
}
