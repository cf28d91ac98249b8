import { hashOf, pair } from './hash.ts';
import type { Symbols } from './symbols.ts';

const START = hashOf('#start');
const END = hashOf('#end');
const SKIP = hashOf('#skip');
const SUFFIX = 0x3456789;
const MIN_ENDED_CHARS = 5;

/**
 * Returns the features of a unit as hashes, with repeats left in: symbols alone, in pairs and triples, and in pairs
 * over a gap of one; wide ones in runs of up to five; the endings of words that are not kept.
 */
export function ngramsOf({ symbols, wide, rest }: Symbols): number[] {
  const out: number[] = [];
  let a = START;
  let b = START;
  let c = START;
  let d = START;
  for (let i = 0; i < symbols.length; i += 1) {
    const one = symbols[i]!;
    const two = pair(d, one);
    const three = pair(c, two);
    out.push(one, two, three);
    if (wide[i]!) {
      const four = pair(b, three);
      out.push(four, pair(a, four));
    } else if (i > 1) out.push(pair(pair(c, SKIP), one));
    a = b;
    b = c;
    c = d;
    d = one;
  }
  if (symbols.length > 0) {
    const two = pair(d, END);
    out.push(two, pair(c, two));
  }
  for (const word of rest) {
    if (word.length < MIN_ENDED_CHARS) continue;
    out.push(hashOf(word, word.length - 3, word.length, SUFFIX));
    const code = word.charCodeAt(0);
    if (code >= 0xac00 && code <= 0xd7a3) {
      for (let i = 0; i + 2 <= word.length; i += 1) out.push(hashOf(word, i, i + 2, SUFFIX));
    }
  }
  return out;
}
