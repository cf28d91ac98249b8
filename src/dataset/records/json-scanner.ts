import { Buffer } from 'node:buffer';
import type { OnRecord, RecordScanner } from './record-scanner.ts';

/** Position of the scanner between values: at the top, in the object around the lists, or in a list of records. */
type ScanPosition = 'top' | 'wrapper' | 'list';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const NO_LISTS: ReadonlySet<number> = new Set();
const NONE = Number.POSITIVE_INFINITY;

/**
 * Scans JSON that does not have one record per line: the elements of a top-level array; objects written one after
 * another in any layout; and, if `wrapped`, the elements of every array directly inside a top-level object
 * (`{"version": 1, "data": [...]}`). Other fields of that object are skipped, and so are the arrays in `passed`
 * (0-based, in order). Tracks brackets and strings only; whether a record is valid JSON shows when it is parsed.
 */
export function jsonScanner(wrapped: boolean, passed: ReadonlySet<number> = NO_LISTS): RecordScanner {
  let place: ScanPosition = 'top';
  /** Number of arrays seen so far in the object around the lists. */
  let lists = 0;
  let start = NONE;
  /** Number of open brackets in the current value. */
  let depth = 0;
  let inString = false;
  /** Inside a number or a word, which ends where something else begins. */
  let inWord = false;
  /** The previous block ended with a backslash that escapes the next byte. */
  let escaped = false;

  function endValue(end: number, found: OnRecord): void {
    inString = inWord = false;
    if (start !== NONE) found(start, end);
    start = NONE;
  }

  /** Handles one byte outside all values. */
  function between(byte: number, at: number): void {
    if (isSpace(byte)) return;
    if (byte === OPEN_LIST && place !== 'list') {
      const isPassed = place === 'wrapper' && passed.has(lists);
      lists += 1;
      if (isPassed) depth = 1;
      else place = 'list';
    } else if (byte === CLOSE_LIST) place = wrapped ? 'wrapper' : 'top';
    else if (byte === OPEN_OBJECT && place === 'top' && wrapped) {
      place = 'wrapper';
      lists = 0;
    } else if (byte === CLOSE_OBJECT) place = 'top';
    else {
      if (place !== 'wrapper') start = at;
      if (byte === QUOTE) inString = true;
      else if (byte === OPEN_OBJECT || byte === OPEN_LIST) depth = 1;
      else inWord = true;
    }
  }

  /**
   * Scans a string from `from` and returns the index after its closing quote, or the length if it does not close in
   * this block.
   */
  function passString(bytes: Buffer, from: number): number {
    for (let at = from; ; ) {
      const quote = bytes.indexOf(QUOTE, at);
      const end = quote < 0 ? bytes.length : quote;
      let slash = end;
      while (slash > at && bytes[slash - 1] === BACKSLASH) slash -= 1;
      const isEscaped = (end - slash) % 2 === 1;
      if (quote < 0) {
        escaped = isEscaped;
        return end;
      }
      at = quote + 1;
      if (isEscaped) continue;
      inString = false;
      return at;
    }
  }

  /** Scans brackets from `from` to the next quote, or to the index after the bracket that closes them all. */
  function passBrackets(bytes: Buffer, from: number): number {
    let open = depth;
    let i = from;
    while (i < bytes.length && open > 0) {
      const byte = bytes[i]!;
      i += 1;
      if (byte === QUOTE) {
        inString = true;
        break;
      }
      if (byte === OPEN_OBJECT || byte === OPEN_LIST) open += 1;
      else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) open -= 1;
    }
    depth = open;
    return i;
  }

  return {
    scan(block, base, found) {
      const bytes = Buffer.from(block.buffer, block.byteOffset, block.length);
      let i = escaped && bytes.length > 0 ? 1 : 0;
      if (i === 1) escaped = false;
      while (i < bytes.length) {
        if (inString) {
          i = passString(bytes, i);
          if (!inString && depth === 0) endValue(base + i, found);
        } else if (depth > 0) {
          i = passBrackets(bytes, i);
          if (depth === 0) endValue(base + i, found);
        } else if (inWord && endsWord(bytes[i]!)) {
          endValue(base + i, found);
        } else {
          if (!inWord) between(bytes[i]!, base + i);
          i += 1;
        }
      }
    },
    openSince: () => start,
    end(total, found) {
      if (start !== NONE) {
        const whole = inWord && place === 'top';
        endValue(total, found);
        return whole ? 'closed' : 'open-record';
      }
      return place === 'top' && depth === 0 && !inString ? 'closed' : 'open-container';
    },
  };
}

/** White space, and the separators between values. */
function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x2c || byte === 0x3a;
}

function endsWord(byte: number): boolean {
  return (
    isSpace(byte) ||
    byte === CLOSE_LIST ||
    byte === CLOSE_OBJECT ||
    byte === OPEN_LIST ||
    byte === OPEN_OBJECT ||
    byte === QUOTE
  );
}
