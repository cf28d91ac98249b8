// The hot loops stand here, beside their constants: an imported one would be loaded anew at every turn.

/** A window has one of 2^18 bits: a table of bytes that stays in the fastest cache. */
const BITS = 18;
const MIX = 0x9e3779b1 | 0;
/** Makes ASCII letters lower case, and leaves the bytes of other characters as different as they are. */
const CASE = 0x20202020;

const NONE: readonly never[] = [];

/** Phrases by the window of four bytes that is looked for. */
export class WindowTable<Phrase> {
  /** The bit `hash & 7` of byte `hash >>> 3` is set for a window of which `hash` is `imul(window, MIX) >>> (32 - BITS)`. */
  readonly bits = new Uint8Array(1 << (BITS - 3));
  readonly #phrases = new Map<number, Phrase[]>();

  add(window: number, phrase: Phrase): void {
    const hash = Math.imul(window, MIX);
    this.bits[hash >>> (35 - BITS)]! |= 1 << ((hash >>> (32 - BITS)) & 7);
    const known = this.#phrases.get(window);
    if (known === undefined) this.#phrases.set(window, [phrase]);
    else known.push(phrase);
  }

  phrasesOf(window: number): readonly Phrase[] {
    return this.#phrases.get(window) ?? NONE;
  }
}

/** The window of four bytes that pair `i` of a text ends, letters without case. */
export const windowAtPair = (pairs: Uint16Array, i: number) => ((i > 0 ? pairs[i - 1]! : 0) << 16) | pairs[i]! | CASE;

/** The first pair of bytes from `from` on that ends a window in the table; `to` where there is none. */
export function nextPairHit(bits: Uint8Array, pairs: Uint16Array, from: number, to: number): number {
  let window = from > 0 ? pairs[from - 1]! : 0;
  for (let i = from; i < to; i += 1) {
    window = (window << 16) | pairs[i]! | CASE;
    const hash = Math.imul(window, MIX);
    if (((bits[hash >>> (35 - BITS)]! >>> ((hash >>> (32 - BITS)) & 7)) & 1) === 1) return i;
  }
  return to;
}

/** One byte of a character, without ASCII case. Wide characters share bytes. */
const fold = (code: number) => ((code ^ (code >> 6)) & 0xff) | 32;

/** The window of the four characters before `end`, a byte for each. */
export function windowBefore(text: string, end: number): number {
  let window = 0;
  for (let i = Math.max(0, end - 4); i < end; i += 1) window = (window << 8) | fold(text.charCodeAt(i));
  return window;
}

/** The first character from `from` on that ends a window in the table; the length of the text where there is none. */
export function nextCharacterHit(bits: Uint8Array, text: string, from: number): number {
  let window = windowBefore(text, from);
  for (let i = from; i < text.length; i += 1) {
    window = (window << 8) | fold(text.charCodeAt(i));
    const hash = Math.imul(window, MIX);
    if (((bits[hash >>> (35 - BITS)]! >>> ((hash >>> (32 - BITS)) & 7)) & 1) === 1) return i;
  }
  return text.length;
}
