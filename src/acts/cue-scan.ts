import { asciiCueScan } from './ascii-cue-scan.ts';
import { type Found, fold, isAt, type Phrase, rarestWindow } from './cue-phrases.ts';

/**
 * Finds out cheaply whether a text holds any of a set of phrases: the first pass over every response, and for most of
 * them the only one. A branch-free loop hashes the four characters that end at each position and looks into a table;
 * a block of 64 characters that hits is read again exactly.
 */
export type CueScan<Tag> = (text: string, found: Found<Tag>) => boolean;

/** A window has one of 2^18 bits: a table of bytes that stays in the fastest cache. */
const BITS = 18;
const BLOCK = 64;
const MIX = 0x9e3779b1;

/** Phrases are lower case and at least four characters long; the text is read without regard to ASCII case. */
export function cueScan<Tag>(phrases: readonly (readonly [phrase: string, tag: Tag])[]): CueScan<Tag> {
  const scanAscii = asciiCueScan(phrases);
  const table = new Uint8Array(1 << (BITS - 3));
  const byWindow = new Map<number, Phrase<Tag>[]>();
  for (const [text, tag] of phrases) {
    const end = rarestWindow(text)!;
    const window = windowBefore(text, end);
    const hash = Math.imul(window, MIX);
    table[hash >>> (35 - BITS)]! |= 1 << ((hash >>> (32 - BITS)) & 7);
    const known = byWindow.get(window);
    if (known === undefined) byWindow.set(window, [{ text, end, tag }]);
    else known.push({ text, end, tag });
  }
  const readAgain = (text: string, from: number, to: number, found: Found<Tag>): boolean => {
    let window = windowBefore(text, from);
    for (let i = from; i < to; i += 1) {
      window = (window << 8) | fold(text.charCodeAt(i));
      const hash = Math.imul(window, MIX);
      if (((table[hash >>> (35 - BITS)]! >>> ((hash >>> (32 - BITS)) & 7)) & 1) === 0) continue;
      for (const phrase of byWindow.get(window) ?? []) {
        const at = i + 1 - phrase.end;
        if (at >= 0 && isAt(text, at, phrase.text) && found(at, phrase.tag)) return true;
      }
    }
    return false;
  };
  return (text, found) => {
    const inAscii = scanAscii(text, found);
    if (inAscii !== null) return inAscii;
    const length = text.length;
    let window = 0;
    for (let from = 0; from < length; from += BLOCK) {
      const to = Math.min(length, from + BLOCK);
      let hit = 0;
      for (let i = from; i < to; i += 1) {
        const code = text.charCodeAt(i);
        window = (window << 8) | ((code ^ (code >> 6)) & 0xff) | 32;
        const hash = Math.imul(window, MIX);
        hit |= table[hash >>> (35 - BITS)]! >>> ((hash >>> (32 - BITS)) & 7);
      }
      if ((hit & 1) === 1 && readAgain(text, from, to, found)) return true;
    }
    return false;
  };
}

function windowBefore(text: string, end: number): number {
  let window = 0;
  for (let i = Math.max(0, end - 4); i < end; i += 1) window = (window << 8) | fold(text.charCodeAt(i));
  return window;
}
