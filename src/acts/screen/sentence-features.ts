import { KINDS, SPACE, WIDE, WORD } from '../text/tokens.ts';

/** Features fall into so many buckets. */
export const SCREEN_BITS = 16;

const PRIME = 0x01000193;
const SEED = 0x811c9dc5 | 0;
const MIX = 0x9e3779b1 | 0;
const SHIFT = 32 - SCREEN_BITS;

/**
 * Walks over a text once and tells its words and pairs of words (characters, in scripts without spaces) as buckets, and
 * where sentences and lines end. `visit` gets two buckets for each word; `end` the offset behind a sentence.
 */
export function eachSentence(text: string, visit: (word: number, pair: number) => void, end: (at: number) => void): void {
  let last = 0;
  let i = 0;
  while (i < text.length) {
    let code = text.charCodeAt(i);
    const kind = KINDS[code]!;
    if (kind === WORD) {
      let hash = SEED;
      do {
        if (code >= 65 && code <= 90) code |= 32;
        else if (code === 0x2019) code = 39;
        hash = Math.imul(hash ^ code, PRIME);
        i += 1;
        code = i < text.length ? text.charCodeAt(i) : 0;
      } while (KINDS[code] === WORD || code === 0x2019);
      visit(Math.imul(hash, MIX) >>> SHIFT, Math.imul(hash ^ Math.imul(last, 31), MIX) >>> SHIFT);
      last = hash;
    } else if (kind === WIDE) {
      const hash = Math.imul(SEED ^ code, PRIME);
      visit(Math.imul(hash, MIX) >>> SHIFT, Math.imul(hash ^ Math.imul(last, 31), MIX) >>> SHIFT);
      last = hash;
      i += 1;
    } else {
      i += 1;
      if (kind !== SPACE || code === 10) {
        if (ENDS[code] === 1) {
          end(i);
          last = 0;
        }
      }
    }
  }
  end(text.length);
}

const ENDS = new Uint8Array(0x1_0000);
for (const mark of '\n.!?。！？；;:：।؟') ENDS[mark.charCodeAt(0)] = 1;
