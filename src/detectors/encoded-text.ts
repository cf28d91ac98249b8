import { findDisguisedCharacters } from './encoded-characters.ts';
import { findCiphers, findReversedJapanese } from './encoded-ciphers.ts';
import { findCodes } from './encoded-codes.ts';
import type { EncodedHit } from './encoded-hit.ts';
import { findMaskedWords } from './encoded-masks.ts';
import { findSeparated } from './encoded-separators.ts';
import { LETTER_WINDOW, letterFit } from './letter-model.ts';

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

const isWide = (code: number): boolean => code >= 0x2e80;

/** The same sign at every second place: letters of any script set apart. */
function isInterleaved(window: string): boolean {
  let same = 0;
  for (let i = 2; i < window.length; i += 1) if (window.charCodeAt(i) === window.charCodeAt(i - 2)) same += 1;
  return same >= 0.4 * (window.length - 2);
}

/** What a window looks like: running text, letters set apart from one another, or something else. */
type Look = 'text' | 'apart' | 'strange';

/** The outer shapes of the codes that `encoded-codes` reads; a window of formulas, tables or program text has none. */
const CODE_SHAPE =
  /[A-Za-z0-9+/_-]{40}|(?:(?:0x|\\x)?[0-9a-f]{2}[ :,-]?){14}|[01][01 ,\n]{38}|(?:[.·•_−–-]{1,5}[ /|\n]+){9}|(?:\d{1,3}(?:, ?|[ -])){9}/i;

/** Digits within words, twice. */
const LEET_SHAPE = /[a-z][0134578@$][a-z].*[a-z][0134578@$][a-z]/is;

function hasShape(window: string, letters: number): boolean {
  if (letters >= 0.66 * window.length || CODE_SHAPE.test(window) || LEET_SHAPE.test(window)) return true;
  // All printable signs and no word: the look of ROT47.
  return letters > 0.1 * window.length && !/[a-z]{4}|[ =]{3}|[\d ]{8}/.test(window);
}

function lookOf(window: string): Look {
  if (isWide(window.charCodeAt(window.length >> 1)) || isWide(window.charCodeAt(window.length >> 2))) {
    if (isInterleaved(window)) return 'apart';
    return /。(?:すま|すで|たし|いさ|んせ)/.test(window) ? 'strange' : 'text';
  }
  const { fit, letters, joined } = letterFit(window);
  if (fit >= STRANGE && joined >= 0.4 * letters && letters >= 0.25 * window.length) {
    return fit < MAY_BE_BACKWARDS && BACKWARDS.test(window) ? 'strange' : 'text';
  }
  if ((letters >= 12 && joined < 0.4 * letters) || isInterleaved(window)) return 'apart';
  return hasShape(window, letters) ? 'strange' : 'text';
}

/** True if some run of HOP + RUN code units or more has no space in it. Only for texts in scripts that use spaces. */
function longRunAt(text: string): number {
  for (let at = 0; at + RUN < text.length; at += HOP) {
    const space = text.indexOf(' ', at);
    if (space < 0 || space > at + RUN) return at;
  }
  return -1;
}

interface Place {
  readonly at: number;
  readonly look: Look;
}

/** Reads a stretch closely, with every family of encodings that it may be. */
function readClosely(text: string, look: Look): EncodedHit[] {
  const separated = look === 'apart' ? findSeparated(text) : [];
  // What is set apart letter by letter would also look like a cipher.
  if (separated.length > 0) return separated;
  return [...findCodes(text), ...findCiphers(text), ...findReversedJapanese(text)];
}

/** The places of a text that are worth a close look, in order. */
function strangePlaces(text: string): Place[] {
  const length = text.length;
  const places: Place[] = [];
  const windows = 1 + Math.floor(length / WINDOW_EVERY);
  for (let i = 0; i < windows && places.length < CLOSE_LOOKS; i += 1) {
    const at = Math.floor(((i + 0.5) * length) / windows);
    const start = Math.max(0, at - LETTER_WINDOW / 2);
    const look = lookOf(length <= LETTER_WINDOW ? text : text.slice(start, start + LETTER_WINDOW));
    if (look !== 'text') places.push({ at, look });
  }
  if (!isWide(text.charCodeAt(length >> 1))) {
    const at = longRunAt(text);
    if (at >= 0 && CODE_SHAPE.test(text.slice(at, at + HOP + 2 * RUN))) places.push({ at, look: 'strange' });
  }
  return places.sort((a, b) => a.at - b.at);
}

/**
 * The encoded stretches of a text, in no particular order; [] for nearly every text. Costs well under one nanosecond
 * per character where there is nothing. Invisible and look-alike characters are found wherever they are, unbroken codes
 * from 112 characters on; other encodings where they fill more than half of the text, or more than 608 characters of it.
 */
export function findEncoded(text: string): EncodedHit[] {
  if (text.length < 24) return [];
  const hits = findDisguisedCharacters(text);
  hits.push(...findMaskedWords(text));
  let read = 0;
  for (const { at, look } of strangePlaces(text)) {
    if (at < read) continue;
    const start = Math.max(read, at - CLOSE / 2);
    const end = Math.min(text.length, start + CLOSE);
    for (const hit of readClosely(text.slice(start, end), look)) {
      hits.push({ encoding: hit.encoding, start: start + hit.start, end: start + hit.end });
    }
    read = end;
  }
  return hits;
}
