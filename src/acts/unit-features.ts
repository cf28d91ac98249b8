import { CUE_FAMILIES, type CueFamily } from './lexicon/lexicon.ts';
import { KINDS, MARK, NUMBER, SPACE, WIDE } from './tokens.ts';

/** Feature buckets of the unit classifier: a power of two. */
export const BUCKETS = 1 << 16;

/** A unit's features are read from at most this many characters at its start and this many at its end. */
const READ_START = 220;
const READ_END = 100;

/** A cue counts as this many features. */
const CUE_VOICES = 3;

const START_OF_UNIT = 0x5e;
const END_OF_UNIT = 0x24;
const ANY_NUMBER = 0x30;
const ANY_WIDE = 0x4e00;
const SYLLABLES = 0xac00;

/** At most so many features for a character, and some for the whole unit. */
const MOST = 10 * (READ_START + READ_END + 1) + CUE_VOICES * CUE_FAMILIES.length + 8;

/** The features of the unit that was collected last: units are many, and each has a hundred. */
export const collected = new Int32Array(MOST);
let count = 0;

function add(h: number): void {
  collected[count] = spread(h);
  count += 1;
}

function spread(h: number): number {
  let mixed = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return (mixed ^ (mixed >>> 15)) & (BUCKETS - 1);
}

const join = (a: number, b: number) => Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x01000193) ^ (b >>> 7);

/** The code units of a unit: reading them once is cheaper than asking a string for each several times. */
const codes = new Uint16Array(READ_START + READ_END + 1);

/** Fills `codes`; returns how many there are. */
function readCodes(text: string): number {
  const length = Math.min(text.length, codes.length);
  for (let i = 0; i < length; i += 1) codes[i] = text.charCodeAt(i);
  return length;
}

const BASIS = 0x811c9dc5 | 0;
const PRIME = 0x01000193;

/** FNV-1a over `codes`. */
function hashOf(start: number, end: number): number {
  let h = BASIS;
  for (let i = start; i < end; i += 1) h = Math.imul(h ^ codes[i]!, PRIME);
  return h;
}

const CUE_HASHES = new Map(CUE_FAMILIES.map((family) => [family, hashOf(0, readCodes(family))]));

/**
 * The hashed features of one unit of plain text (`plain` in cues.ts): words, word pairs and triples, where the unit
 * begins and ends; in Japanese and Chinese, character 1- to 4-grams; in Korean, both. Numbers are one word. Each cue
 * family that shows is a feature, repeated so that it is heard among the words. Buckets may repeat.
 */
export function unitFeatures(unit: string, cues: ReadonlySet<CueFamily>): Int32Array {
  return collected.slice(0, collectFeatures(unit, cues));
}

/** As `unitFeatures`, into `collected`; returns how many there are. */
export function collectFeatures(unit: string, cues: ReadonlySet<CueFamily>): number {
  const text = unit.length > READ_START + READ_END ? `${unit.slice(0, READ_START)} ${unit.slice(-READ_END)}` : unit;
  const length = readCodes(text);
  const kinds = KINDS;
  count = 0;
  let before2 = 0;
  let before = START_OF_UNIT;
  let words = 0;
  for (let start = 0; start < length; ) {
    const kind = kinds[codes[start]!]!;
    if (kind === SPACE) {
      start += 1;
      continue;
    }
    let end = start + 1;
    if (kind !== MARK) while (end < length && kinds[codes[end]!] === kind) end += 1;
    if (kind === WIDE) {
      addCharacterGrams(start, end);
      before2 = before;
      before = ANY_WIDE;
      words += (end - start) >> 1;
    } else {
      const word = kind === NUMBER ? ANY_NUMBER : hashOf(start, end);
      if (codes[start]! >= SYLLABLES) addCharacterGrams(start, end);
      const pair = join(before, word);
      add(word);
      add(pair ^ 2);
      if (before2 !== 0) add(join(before2, pair) ^ 3);
      if (end - start > 4) add(hashOf(start, start + 4) ^ 12);
      if (before2 !== 0) add(join(before2, word) ^ 13);
      if (words < 3) add(word ^ ((5 + words) << 20));
      before2 = before;
      before = word;
      words += 1;
    }
    start = end;
  }
  const pair = join(before, END_OF_UNIT);
  add(pair ^ 2);
  add(join(before2, pair) ^ 3);
  add(hashOf(0, Math.min(3, length)) ^ 9);
  add(hashOf(Math.max(0, length - 3), length) ^ 10);
  add(Math.min(12, words) ^ 0x5bd1e995);
  for (const cue of cues) {
    const hash = CUE_HASHES.get(cue)!;
    for (let i = 0; i < CUE_VOICES; i += 1) add(hash ^ (i << 16));
  }
  return count;
}

function addCharacterGrams(start: number, end: number): void {
  for (let i = start; i < end; i += 1) {
    let h = BASIS;
    for (let size = 1; size <= 4 && i + size <= end; size += 1) {
      h = Math.imul(h ^ codes[i + size - 1]!, PRIME);
      add(h ^ (size << 24));
    }
  }
}
