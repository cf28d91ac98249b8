import type { CueFamily } from './lexicon/lexicon.ts';

/** Feature buckets of the unit classifier: a power of two. */
export const BUCKETS = 1 << 16;

/** A unit's features are read from at most this many characters at its start and this many at its end. */
const READ_START = 220;
const READ_END = 100;

/** A cue counts as this many features. */
const CUE_VOICES = 3;

const TOKEN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]+|[\p{L}\p{M}']+|\p{N}+|[^\s\p{L}\p{N}]/gu;
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const HANGUL = /\p{Script=Hangul}/u;

function hash(text: string, seed: number): number {
  let h = 0x811c9dc5 ^ seed;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  return (h ^ (h >>> 13)) & (BUCKETS - 1);
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
  let before2 = '';
  let before = '^';
  let words = 0;
  for (const token of text.match(TOKEN) ?? []) {
    if (WIDE.test(token)) {
      characterGrams(token, features);
      before2 = before;
      before = '\u4e00';
      words += token.length >> 1;
      continue;
    }
    const word = /^\p{N}/u.test(token) ? '0' : token;
    if (HANGUL.test(word)) characterGrams(word, features);
    features.push(hash(word, 1), hash(`${before} ${word}`, 2));
    if (before2 !== '') features.push(hash(`${before2} ${before} ${word}`, 3));
    if (words < 3) features.push(hash(word, 5 + words));
    before2 = before;
    before = word;
    words += 1;
  }
  features.push(hash(`${before} $`, 2), hash(`${before2} ${before} $`, 3));
  features.push(hash(text.slice(0, 3), 9), hash(text.slice(-3), 10), hash(String(Math.min(12, words)), 11));
  for (const cue of cues) for (let i = 0; i < CUE_VOICES; i += 1) features.push(hash(cue, 30 + i));
  return features;
}

function characterGrams(run: string, features: number[]): void {
  for (let size = 1; size <= 4; size += 1) {
    for (let i = 0; i + size <= run.length; i += 1) features.push(hash(run.slice(i, i + size), 20 + size));
  }
}
