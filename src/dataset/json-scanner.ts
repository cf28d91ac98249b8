import type { Found, RecordScanner } from './record-scanner.ts';

/** Where the scanner stands when it is in no value: at the top, in the object around the lists, or in a list of records. */
type Place = 'top' | 'wrapper' | 'list';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NONE = Number.POSITIVE_INFINITY;

/**
 * The records of JSON that is not one record a line: the elements of a top-level array, objects written one after the
 * other in any layout, and, when `wrapped`, the elements of every array directly inside a top-level object
 * (`{"version": 1, "data": [...]}`), whose other fields are passed over. Follows brackets and strings only; whether a
 * record is valid JSON shows when it is parsed.
 */
export function jsonScanner(wrapped: boolean): RecordScanner {
  let place: Place = 'top';
  let start = NONE;
  /** Brackets open inside the value that is being passed. */
  let depth = 0;
  let inString = false;
  /** In a number or a word, which ends where something else begins. */
  let inWord = false;
  let escaped = false;

  function endValue(end: number, found: Found): void {
    if (start !== NONE) found(start, end);
    start = NONE;
  }

  function beginValue(at: number): void {
    if (place !== 'wrapper') start = at;
  }

  function between(byte: number, at: number): void {
    switch (byte) {
      case 0x20:
      case 0x09:
      case 0x0a:
      case 0x0d:
      case 0x2c: // ,
      case 0x3a: // :
        return;
      case 0x5b: // [
        if (place !== 'list') {
          place = 'list';
          return;
        }
        break;
      case 0x5d: // ]
        place = wrapped ? 'wrapper' : 'top';
        return;
      case 0x7b: // {
        if (place === 'top' && wrapped) {
          place = 'wrapper';
          return;
        }
        break;
      case 0x7d: // }
        place = 'top';
        return;
    }
    beginValue(at);
    if (byte === QUOTE) inString = true;
    else if (byte === 0x7b || byte === 0x5b) depth = 1;
    else inWord = true;
  }

  return {
    scan(block, base, found) {
      const { length } = block;
      let i = 0;
      if (escaped && length > 0) {
        escaped = false;
        i = 1;
      }
      while (i < length) {
        const byte = block[i]!;
        if (inString) {
          if (byte === BACKSLASH) {
            escaped = i + 1 === length;
            i += 2;
            continue;
          }
          if (byte === QUOTE) {
            inString = false;
            if (depth === 0) endValue(base + i + 1, found);
          }
        } else if (depth > 0) {
          if (byte === QUOTE) inString = true;
          else if (byte === 0x7b || byte === 0x5b) depth += 1;
          else if (byte === 0x7d || byte === 0x5d) {
            depth -= 1;
            if (depth === 0) endValue(base + i + 1, found);
          }
        } else if (inWord) {
          if (endsWord(byte)) {
            inWord = false;
            endValue(base + i, found);
            continue;
          }
        } else {
          between(byte, base + i);
        }
        i += 1;
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

/** White space, a comma or a bracket. */
function endsWord(byte: number): boolean {
  return (
    byte <= 0x20 || byte === 0x2c || byte === 0x5b || byte === 0x5d || byte === 0x7b || byte === 0x7d || byte === QUOTE
  );
}
