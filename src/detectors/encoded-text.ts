import { findDisguisedCharacters, findKanaTwins, hasUncommonCharacters } from './encoded-characters.ts';
import { findCiphers, findKanaCipher, findReversedJapanese } from './encoded-ciphers.ts';
import { findCodes } from './encoded-codes.ts';
import type { EncodedHit } from './encoded-hit.ts';
import { findMaskedWords, hasStruckLetters } from './encoded-masks.ts';
import { findSeparated } from './encoded-separators.ts';
import { kanaFit } from './kana-fit.ts';
import { countWindow, LETTER_WINDOW, letterFit } from './letter-model.ts';

/** One window is looked at for every so many code units; in a text of less, the one in the middle. */
export const WINDOW_EVERY = 512;

/** How much of the text around a strange window is read closely, and how often in one text. */
const CLOSE = 1024;
const CLOSE_LOOKS = 12;

/** A run without a space of this length is found wherever it begins: HOP + RUN code units and more. */
const HOP = 64;
const RUN = 48;

/**
 * Below this fit a window is looked at closely. English windows lie above it but for one in a thousand, code but for one
 * in thirty; ciphers lie at 4.5 to 7.5.
 */
const STRANGE = 9.2;
/** English written backwards keeps its letters and comes to 8 to 9.8; its most common words give it away. */
const MAY_BE_BACKWARDS = 9.8;
const BACKWARDS = / (?:eht|dna|fo|ot|si|uoy) /i;

/** One window of kana in a hundred lies below it. */
const STRANGE_KANA_WINDOW = 2.25;

const isWide = (code: number): boolean => code >= 0x2e80;

/** The same sign at every second place: letters of any script set apart. */
function isInterleaved(window: string): boolean {
  let same = 0;
  for (let i = 2; i < window.length; i += 1) if (window.charCodeAt(i) === window.charCodeAt(i - 2)) same += 1;
  return same >= 0.4 * (window.length - 2);
}

/** What a window looks like: running text, letters set apart from one another, a cipher, a code. */
type Look = 'text' | 'apart' | 'cipher' | 'code';

/** The outer shapes of the codes that `encoded-codes` reads; a window of formulas, tables or program text has none. */
const CODE_SHAPE =
  /[A-Za-z0-9+/_-]{40}|(?:(?:0x|\\x)?[0-9a-f]{2}[ :,-]?){14}|[01][01 ,\n]{38}|(?:[.·•_−–-]{1,5}[ /|\n]+){9}|(?:\d{1,3}(?:, ?|[ -])){9}/i;

/** Digits within words, twice. */
const LEET_SHAPE = /[a-z][0134578@$][a-z].*[a-z][0134578@$][a-z]/is;

/** Most windows are plain at first glance: this much of one, with this fit, and no more is read. */
const GLANCE = 32;
const PLAIN = 9.7;
const PLAIN_JOINED = 12;

function isPlain(text: string, middle: number): boolean {
  const counts = countWindow(text, middle - GLANCE / 2, middle + GLANCE / 2);
  const pairs = (counts >>> 11) & 0x7f;
  return (counts & 0x7ff) >= PLAIN * pairs && counts >>> 25 >= PLAIN_JOINED;
}

/** The look of a window of a script that uses capital and small letters, of which `isPlain` did not hold. */
function lookOf(window: string): Look {
  const { fit, letters, joined } = letterFit(window);
  if (fit >= STRANGE && joined >= 0.4 * letters && letters >= 0.25 * window.length) {
    return fit < MAY_BE_BACKWARDS && BACKWARDS.test(window) ? 'cipher' : 'text';
  }
  if ((letters >= 12 && joined < 0.4 * letters) || isInterleaved(window)) return 'apart';
  if (CODE_SHAPE.test(window)) return 'code';
  if (letters >= 0.66 * window.length || LEET_SHAPE.test(window)) return 'cipher';
  // All printable signs and no word: the look of ROT47.
  return letters > 0.1 * window.length && !/[a-z]{4}|[ =]{3}|[\d ]{8}/.test(window) ? 'cipher' : 'text';
}

function lookOfWide(window: string): Look {
  if (isInterleaved(window)) return 'apart';
  const { fit, kana } = kanaFit(window);
  if (kana >= 12 && fit < STRANGE_KANA_WINDOW) return 'cipher';
  return /。(?:すま|すで|たし|いさ|んせ)/.test(window) ? 'cipher' : 'text';
}

interface Place {
  readonly at: number;
  readonly look: Look;
}

/** Reads a stretch closely, with every family of encodings that it may be. */
function readClosely(text: string, look: Look): EncodedHit[] {
  if (look === 'apart') {
    // Soft hyphens are the one invisible sign that a text of one byte per character can hold.
    if (text.includes('\u00ad')) return findDisguisedCharacters(text);
    const separated = findSeparated(text);
    // What is set apart letter by letter would also look like a cipher.
    if (separated.length > 0) return separated;
  }
  if (look === 'code') return findCodes(text);
  return [
    ...findCiphers(text),
    ...findKanaCipher(text),
    ...findReversedJapanese(text),
    ...(look === 'apart' ? findCodes(text) : []),
  ];
}

/** Adds the runs without a space that have the shape of a code. Only for texts in scripts that use spaces. */
function addLongRuns(text: string, places: Place[]): Place[] {
  let found = places;
  for (let at = 0; at + RUN < text.length; at += HOP) {
    const space = text.indexOf(' ', at);
    if (space >= 0 && space <= at + RUN) continue;
    if (found.length >= CLOSE_LOOKS) break;
    if (CODE_SHAPE.test(text.slice(at, at + HOP + 2 * RUN))) found = [...found, { at, look: 'code' }];
    at = space < 0 ? at + CLOSE / 2 : space;
  }
  return found;
}

const NOWHERE: Place[] = [];
const NONE: EncodedHit[] = [];

/** The places of a text that are worth a close look, in order. */
function strangePlaces(text: string): Place[] {
  const length = text.length;
  let places = NOWHERE;
  // What is written backwards begins with the end of a sentence.
  const backwards = '.!?'.includes(text[0]!);
  const windows = 1 + Math.floor(length / WINDOW_EVERY);
  for (let i = 0; i < windows && places.length < CLOSE_LOOKS; i += 1) {
    const at = Math.floor(((i + 0.5) * length) / windows);
    const wide = isWide(text.charCodeAt(at)) || isWide(text.charCodeAt(at - 8));
    if (!wide && length >= GLANCE && !backwards && isPlain(text, at)) continue;
    const start = Math.max(0, at - LETTER_WINDOW / 2);
    const window = length <= LETTER_WINDOW ? text : text.slice(start, start + LETTER_WINDOW);
    const look = wide ? lookOfWide(window) : lookOf(window);
    if (look !== 'text') places = [...places, { at, look }];
  }
  if (length > LETTER_WINDOW && !isWide(text.charCodeAt(length >> 1))) places = addLongRuns(text, places);
  return places.length > 1 ? places.sort((a, b) => a.at - b.at) : places;
}

/**
 * The encoded stretches of a text, in no particular order; [] for nearly every text. Costs well under one nanosecond
 * per character where there is nothing. Invisible and look-alike characters are found wherever they are, unbroken codes
 * from 112 characters on; other encodings where they fill more than half of the text, or more than 608 characters of it.
 */
export function findEncoded(text: string): readonly EncodedHit[] {
  if (text.length < 24) return NONE;
  let hits = NONE;
  if (hasUncommonCharacters(text)) hits = findDisguisedCharacters(text);
  if (isWide(text.charCodeAt(text.length >> 1))) hits = [...hits, ...findKanaTwins(text)];
  if (hasStruckLetters(text)) hits = [...hits, ...findMaskedWords(text)];
  const places = strangePlaces(text);
  if (places.length === 0) return hits;
  const found = [...hits];
  let read = 0;
  for (const { at, look } of places) {
    if (at < read) continue;
    const start = Math.max(read, at - CLOSE / 2);
    const end = Math.min(text.length, start + CLOSE);
    for (const hit of readClosely(text.slice(start, end), look)) {
      found.push({ encoding: hit.encoding, start: start + hit.start, end: start + hit.end });
    }
    read = end;
  }
  return found;
}
