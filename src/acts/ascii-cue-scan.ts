import { type Found, isAt, type Phrase, rarestWindow } from './cue-phrases.ts';

declare const TextEncoder: new () => {
  encodeInto(text: string, into: Uint8Array): { readonly read: number; readonly written: number };
};

/** Longer texts are left to the scan of all texts. */
const CAPACITY = 1 << 16;
/** A window has one of 2^18 bits: a table of bytes that stays in the fastest cache. */
const BITS = 18;
const MIX = 0x9e3779b1;
/** Both halves of a window in lower case, as far as letters go. */
const CASE = 0x20202020;

const encoder = new TextEncoder();
const bytes = new Uint8Array(CAPACITY + 2);
const pairs = new Uint16Array(bytes.buffer);

/**
 * As a cue scan, for texts of ASCII characters only; null where the text is another, and nothing was told. Reading
 * bytes costs half of reading characters, and two at a time half of that: so a phrase is looked for by two windows of
 * four characters, one for the occurrences that begin at even offsets and one for the others.
 */
export function asciiCueScan<Tag>(
  phrases: Iterable<readonly [phrase: string, tag: Tag]>,
): (text: string, found: Found<Tag>) => boolean | null {
  const table = new Uint8Array(1 << (BITS - 3));
  const byWindow = new Map<number, Phrase<Tag>[]>();
  const add = (window: number, phrase: Phrase<Tag>) => {
    const hash = Math.imul(window, MIX);
    table[hash >>> (35 - BITS)]! |= 1 << ((hash >>> (32 - BITS)) & 7);
    const known = byWindow.get(window);
    if (known === undefined) byWindow.set(window, [phrase]);
    else known.push(phrase);
  };
  for (const [text, tag] of phrases) {
    if (!isAscii(text)) continue;
    for (const parity of [0, 1]) {
      const end = rarestWindow(text, parity);
      if (end !== null) add(windowOf(text.slice(end - 4, end)), { text, end, tag });
      else {
        // Too short for a window at these offsets: one begins a character earlier, whatever that is.
        for (let c = 32; c < 128; c += 1) {
          if ((c & 32) !== 0) add(windowOf(String.fromCharCode(c) + text.slice(0, 3)), { text, end: 3, tag });
        }
      }
    }
  }
  const startsHere = (text: string, window: number, end: number, found: Found<Tag>): boolean => {
    for (const phrase of byWindow.get(window) ?? []) {
      const at = end - phrase.end;
      if (at >= 0 && isAt(text, at, phrase.text) && found(at, phrase.tag)) return true;
    }
    return false;
  };
  return (text, found) => {
    const { length } = text;
    if (length > CAPACITY || startsWide(text) || encoder.encodeInto(text, bytes).written !== length) return null;
    bytes[length] = 32;
    const end = (length + 1) >> 1;
    let window = 0;
    for (let i = 0; i < end; i += 1) {
      window = (window << 16) | pairs[i]! | CASE;
      const hash = Math.imul(window, MIX);
      const hit = (table[hash >>> (35 - BITS)]! >>> ((hash >>> (32 - BITS)) & 7)) & 1;
      if (hit === 1 && startsHere(text, window, 2 * i + 2, found)) return true;
    }
    return false;
  };
}

/** Spares most texts in other scripts from being encoded in vain. */
const startsWide = (text: string) => text.charCodeAt(0) > 127 || text.charCodeAt(1) > 127 || text.charCodeAt(2) > 127;
const isAscii = (text: string) => /^[ -~]*$/.test(text);

/** The window that four characters make: through the same views as the text, so that the order of bytes is the same. */
function windowOf(four: string): number {
  encoder.encodeInto(four, bytes);
  return (pairs[0]! << 16) | pairs[1]! | CASE;
}
