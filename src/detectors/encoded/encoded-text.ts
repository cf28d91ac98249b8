import { LETTER_WINDOW } from '../wording/letter-model.ts';
import { findCiphers, findKanaCipher } from './ciphers/ciphers.ts';
import { isInReverseOrder } from './ciphers/invented-words.ts';
import { findNumbers } from './ciphers/numbers.ts';
import { findOtherOrder, findSymbols, findWordCodes } from './ciphers/schemes.ts';
import { findCodes } from './codes/codes.ts';
import { findEscapes } from './codes/escapes.ts';
import { findDisguisedCharacters, hasUncommonCharacters } from './disguises/characters.ts';
import { findHiddenBits } from './disguises/hidden-bits.ts';
import { findKanaTwins } from './disguises/kana-twins.ts';
import { findMaskedWords, hasStruckLetters } from './disguises/masks.ts';
import { findSeparated } from './disguises/separators.ts';
import type { EncodedHit } from './encodings.ts';
import { DENSE_CODE, isWideAt, type Look, lookAt } from './statistics/suspect-windows.ts';

/** Maximum distance between examined windows, and from them to the ends of the text, in code units. */
const WINDOW_EVERY = 512;

/** Code units around a strange window that are read closely, and the maximum number of such close looks per text. */
const CLOSE = 1024;
const CLOSE_LOOKS = 12;

/** Every HOP code units, the text is checked for a run without a space: runs of HOP + AHEAD are always found. */
const HOP = 240;
const AHEAD = 16;
/** Shorter runs, in code units, are words, addresses or names. */
const RUN = 48;

const SPACE = 0x20;

/** `.`, `!`, `?`, `。`: text that is written backwards begins with one of these. */
const endsSentence = (code: number): boolean => code === 0x2e || code === 0x21 || code === 0x3f || code === 0x3002;

interface LookedAt {
  readonly at: number;
  readonly look: Exclude<Look, 'plain' | 'text'>;
}

type Reader = (text: string) => EncodedHit[];

/** The possible readings of a stretch of each look, the most reliable first. */
const READERS: Readonly<Record<Exclude<Look, 'plain' | 'text'>, readonly Reader[]>> = {
  apart: [findSeparated, findCodes, findEscapes, findNumbers, findCiphers, findKanaCipher, findSymbols, findOtherOrder],
  code: [findCodes, findEscapes, findNumbers, findCiphers, findSymbols],
  signs: [findEscapes, findNumbers, findSymbols, findWordCodes, findHiddenBits],
  words: [findWordCodes, findHiddenBits],
  cipher: [findCiphers, findOtherOrder, findWordCodes],
  kana: [findKanaCipher, findOtherOrder, findWordCodes],
};

/** Reads a stretch closely. The first reader that finds something wins, because codes look like one another. */
function readClosely(text: string, look: keyof typeof READERS): EncodedHit[] {
  // The soft hyphen is the only invisible sign that a text of one byte per character can hold.
  if (look === 'apart' && text.includes('\u00ad')) return findDisguisedCharacters(text);
  for (const read of READERS[look]) {
    const hits = read(text);
    if (hits.length > 0) return hits;
  }
  return [];
}

/** Adds the runs without a space that have the shape of a code. Only for texts in scripts that use spaces. Linear. */
function addLongRuns(text: string, places: LookedAt[]): LookedAt[] {
  const length = text.length;
  let found = places;
  let space = 0;
  for (let at = HOP / 2; at + AHEAD < length && found.length < CLOSE_LOOKS; at += HOP) {
    if (space < at) space = text.indexOf(' ', at);
    if (space < 0) space = length;
    if (space <= at + AHEAD) continue;
    const earliest = Math.max(0, at - HOP);
    let start = at;
    while (start > earliest && text.charCodeAt(start - 1) !== SPACE) start -= 1;
    if (space - start < RUN || !DENSE_CODE.test(text.slice(start, at + HOP))) continue;
    found = [...found, { at, look: 'code' }];
    at += CLOSE / 2;
  }
  return found;
}

/** Offsets at which to look, in steps: a formula or a table says little about the text around it. */
const AROUND: readonly number[] = [0, 0.5, -0.5];

const NOWHERE: LookedAt[] = [];
const NONE: EncodedHit[] = [];

/** True if a text begins with a small letter, which is rare, and its words are in reverse order. */
function mayRunBackwards(text: string): boolean {
  const first = text.charCodeAt(0);
  return first >= 97 && first <= 122 && isInReverseOrder(text.slice(0, CLOSE));
}

/** Returns the offset itself, or the next one if it would split a surrogate pair. */
function boundary(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  return offset > 0 && offset < text.length && code >= 0xdc00 && code < 0xe000 ? offset + 1 : offset;
}

/** Returns the places of a text that are worth a close look, in order. */
function strangePlaces(text: string): LookedAt[] {
  const length = text.length;
  let places = mayRunBackwards(text) ? [{ at: 0, look: 'cipher' as const }] : NOWHERE;
  const backwards = endsSentence(text.charCodeAt(0));
  const step = Math.ceil(length / Math.max(2, Math.ceil(length / WINDOW_EVERY)));
  for (let at = step; at < length && places.length < CLOSE_LOOKS; at += step) {
    for (let turn = 0; turn < AROUND.length; turn += 1) {
      const place = Math.min(length - 1, at + Math.floor(AROUND[turn]! * step));
      const look = lookAt(text, place, backwards);
      if (look !== 'plain' && look !== 'text') places = [...places, { at: place, look }];
      if (look !== 'text' || length <= WINDOW_EVERY) break;
    }
  }
  if (length > LETTER_WINDOW && !isWideAt(text, length >> 1)) places = addLongRuns(text, places);
  return places.length > 1 ? places.sort((a, b) => a.at - b.at) : places;
}

/**
 * Returns the encoded stretches of a text, in no particular order; [] for nearly every text, at about two nanoseconds
 * per character. Invisible and look-alike characters are found wherever they are, and unbroken codes from 256
 * characters on. Other encodings and shorter codes are found if they fill more than half of the text, or more than 608
 * characters of it.
 */
export function findEncoded(text: string): readonly EncodedHit[] {
  if (text.length < 24) return NONE;
  let hits = NONE;
  if (hasUncommonCharacters(text)) hits = findDisguisedCharacters(text);
  if (isWideAt(text, text.length >> 1)) hits = [...hits, ...findKanaTwins(text)];
  if (hasStruckLetters(text)) hits = [...hits, ...findMaskedWords(text)];
  const places = strangePlaces(text);
  if (places.length === 0) return hits;
  const found = [...hits];
  let read = 0;
  for (const { at, look } of places) {
    if (at < read) continue;
    const start = boundary(text, Math.max(read, at - CLOSE / 2));
    const end = boundary(text, Math.min(text.length, start + CLOSE));
    for (const hit of readClosely(text.slice(start, end), look)) {
      found.push({ ...hit, start: start + hit.start, end: start + hit.end });
    }
    read = end;
  }
  return found;
}
