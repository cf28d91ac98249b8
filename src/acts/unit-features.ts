import type { CueFamily } from './lexicon/lexicon.ts';
import { eachToken } from './tokens.ts';

/** Feature buckets of the unit classifier: a power of two. */
export const BUCKETS = 1 << 16;

/** A unit's features are read from at most this many characters at its start and this many at its end. */
const READ_START = 220;
const READ_END = 100;

/** A cue counts as this many features. */
const CUE_VOICES = 3;

const START = 0x5e;
const END = 0x24;
const NUMBER = 0x30;
const WIDE = 0x4e00;

function spread(h: number): number {
  let mixed = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return (mixed ^ (mixed >>> 15)) & (BUCKETS - 1);
}

const join = (a: number, b: number) => Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x01000193) ^ (b >>> 7);

function hashOf(text: string, start: number, end: number): number {
  let h = 0x811c9dc5;
  for (let i = start; i < end; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h;
}

/**
 * The hashed features of one unit: words, word pairs and triples, where the unit begins and ends; in Japanese and
 * Chinese, character 1- to 4-grams; in Korean, both. Numbers are one word. Each cue family that shows is a feature,
 * repeated so that it is heard among the words. Buckets may repeat.
 */
export function unitFeatures(unit: string, cues: ReadonlySet<CueFamily>): number[] {
  const text = (unit.length > READ_START + READ_END ? `${unit.slice(0, READ_START)} ${unit.slice(-READ_END)}` : unit)
    .replace(/[’‘]/g, "'")
    .toLowerCase();
  const features: number[] = [];
  let before2 = 0;
  let before = START;
  let words = 0;
  eachToken(text, (start, end, kind) => {
    if (kind === 'wide') {
      characterGrams(text, start, end, features);
      before2 = before;
      before = WIDE;
      words += (end - start) >> 1;
      return;
    }
    const word = kind === 'number' ? NUMBER : hashOf(text, start, end);
    if (text.charCodeAt(start) >= 0xac00) characterGrams(text, start, end, features);
    const pair = join(before, word);
    features.push(spread(word), spread(pair ^ 2));
    if (before2 !== 0) features.push(spread(join(before2, pair) ^ 3));
    if (end - start > 4) features.push(spread(hashOf(text, start, start + 4) ^ 12));
    if (before2 !== 0) features.push(spread(join(before2, word) ^ 13));
    if (words < 3) features.push(spread(word ^ ((5 + words) << 20)));
    before2 = before;
    before = word;
    words += 1;
  });
  const pair = join(before, END);
  features.push(
    spread(pair ^ 2),
    spread(join(before2, pair) ^ 3),
    spread(hashOf(text, 0, Math.min(3, text.length)) ^ 9),
  );
  features.push(
    spread(hashOf(text, Math.max(0, text.length - 3), text.length) ^ 10),
    spread(Math.min(12, words) ^ 0x5bd1e995),
  );
  for (const cue of cues) {
    for (let i = 0; i < CUE_VOICES; i += 1) features.push(spread(hashOf(cue, 0, cue.length) ^ (i << 16)));
  }
  return features;
}

function characterGrams(text: string, start: number, end: number, features: number[]): void {
  for (let i = start; i < end; i += 1) {
    let h = 0x811c9dc5;
    for (let size = 1; size <= 4 && i + size <= end; size += 1) {
      h = Math.imul(h ^ text.charCodeAt(i + size - 1), 0x01000193);
      features.push(spread(h ^ (size << 24)));
    }
  }
}
