import { type Found, isAt, type Phrase, rarestWindow } from './cue-phrases.ts';
import { encodeText, unitsOf } from './utf8.ts';
import { nextPairHit, WindowTable, windowAtPair } from './window-table.ts';

/** Longer texts are left to the scan by characters. */
const LONGEST = 1 << 16;
/** So are texts of which the characters take more bytes than this on average: wide ones share most of theirs. */
const BYTES_PER_CHARACTER = 1.2;
interface BytePhrase<Tag> extends Phrase<Tag> {
  /** Its bytes, one for each character. */
  readonly bytes: string;
}

const bytes = new Uint8Array(3 * LONGEST + 2);
const pairs = new Uint16Array(bytes.buffer);

/**
 * As a cue scan, in the bytes of UTF-8; null for a text that is not for it, and nothing was told. Reading bytes costs
 * half of reading characters, and two at a time half of that: so a phrase is looked for by two windows of four bytes,
 * one for the occurrences that begin at even offsets and one for the others.
 */
export function byteCueScan<Tag>(
  phrases: Iterable<readonly [phrase: string, tag: Tag]>,
): (text: string, found: Found<Tag>) => boolean | null {
  const table = new WindowTable<BytePhrase<Tag>>();
  /** The most bytes that a window ends behind the start of its phrase. */
  let furthest = 0;
  for (const [text, tag] of phrases) {
    const inBytes = bytesOf(text);
    furthest = Math.max(furthest, inBytes.length);
    for (const parity of [0, 1]) {
      const end = rarestWindow(inBytes, parity);
      if (end !== null) table.add(windowOf(inBytes.slice(end - 4, end)), { text, bytes: inBytes, end, tag });
      else {
        // Too short for a window at these offsets: one begins a byte earlier, whatever that is.
        for (let b = 0; b < 256; b += 1) {
          if ((b & 32) !== 0)
            table.add(windowOf(String.fromCharCode(b) + inBytes.slice(0, 3)), { text, bytes: inBytes, end: 3, tag });
        }
      }
    }
  }
  return (text, found) => {
    const { length } = text;
    if (length < 4 || length > LONGEST || startsWide(text)) return null;
    const written = encodeText(text, bytes);
    if (written > BYTES_PER_CHARACTER * length) return null;
    bytes[written] = 32;
    const end = (written + 1) >> 1;
    // Offsets are told in code units: so many of them begin before byte `counted`, which no phrase found later precedes.
    let counted = 0;
    let units = 0;
    for (let i = nextPairHit(table.bits, pairs, 0, end); i < end; i = nextPairHit(table.bits, pairs, i + 1, end)) {
      const here = 2 * i + 2;
      for (const phrase of table.phrasesOf(windowAtPair(pairs, i))) {
        const start = here - phrase.end;
        if (start < 0 || !mayBeAt(start, phrase.bytes)) continue;
        for (; counted < here - furthest; counted += 1) units += unitsOf(bytes[counted]!);
        let at = units;
        for (let b = counted; b < start; b += 1) at += unitsOf(bytes[b]!);
        if (isAt(text, at, phrase.text) && found(at, phrase.tag)) return true;
      }
    }
    return false;
  };
}

/** Whether the bytes at `start` are those of a phrase, letters without case. */
function mayBeAt(start: number, phrase: string): boolean {
  for (let i = 0; i < phrase.length; i += 1) if ((bytes[start + i]! | 32) !== (phrase.charCodeAt(i) | 32)) return false;
  return true;
}

/** Spares most texts in other scripts from being encoded in vain. */
const startsWide = (text: string) =>
  text.charCodeAt(0) > 0x2e80 || text.charCodeAt(1) > 0x2e80 || text.charCodeAt(2) > 0x2e80;

/** The bytes of a phrase, one for each character. */
function bytesOf(phrase: string): string {
  return String.fromCharCode(...bytes.subarray(0, encodeText(phrase, bytes)));
}

/** The window that four bytes make: through the same views as a text, so that the order of bytes is the same. */
function windowOf(four: string): number {
  for (let i = 0; i < 4; i += 1) bytes[i] = four.charCodeAt(i);
  return windowAtPair(pairs, 1);
}
