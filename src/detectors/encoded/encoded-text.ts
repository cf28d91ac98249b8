import { findDisguisedCharacters, hasUncommonCharacters } from './encoded-characters.ts';
import { findCiphers, findKanaCipher, findReversedJapanese } from './encoded-ciphers.ts';
import { findCodes } from './encoded-codes.ts';
import type { EncodedHit } from './encoded-hit.ts';
import { findKanaTwins } from './encoded-kana-twins.ts';
import { findMaskedWords, hasStruckLetters } from './encoded-masks.ts';
import { findSeparated } from './encoded-separators.ts';
import { isPlainKana, kanaFit } from './kana-fit.ts';
import { countWindow, LETTER_WINDOW } from './letter-model.ts';

/** The windows that are looked at are no further apart than this, and no further from the ends of the text. */
const WINDOW_EVERY = 512;

/** How much of the text around a strange window is read closely, and how often in one text. */
const CLOSE = 1024;
const CLOSE_LOOKS = 12;

/** Every HOP code units the text is asked for a run without a space: HOP + AHEAD code units are found wherever they begin. */
const HOP = 240;
const AHEAD = 16;
/** A run of fewer code units is a word, an address or a name. */
const RUN = 48;

/**
 * Below this fit a window is looked at closely. English windows lie above it but for one in a thousand, code but for one
 * in thirty; ciphers lie at 4.5 to 7.5.
 */
const STRANGE = 9.2;
/** English written backwards keeps its letters and comes to 8 to 9.8; its most common words give it away. */
const MAY_BE_BACKWARDS = 9.8;
const BACKWARDS = / (?:eht|dna|fo|ot|si|uoy) /;

/** One window of kana in a hundred lies below it. */
const STRANGE_KANA_WINDOW = 2.25;

const SPACE = 0x20;

/** `.`, `!`, `?`, `。`: what is written backwards begins with one. */
const endsSentence = (code: number): boolean => code === 0x2e || code === 0x21 || code === 0x3f || code === 0x3002;

const isWide = (code: number): boolean => code >= 0x2e80;
/** True if the text is of a script without spaces there; the second place tells a Latin word within such a text. */
const isWideAt = (text: string, at: number): boolean => isWide(text.charCodeAt(at)) || isWide(text.charCodeAt(at - 8));

/** The same sign at every second place, and another between: letters of any script set apart. */
function isInterleaved(text: string, start: number, end: number): boolean {
  let same = 0;
  for (let i = start + 2; i < end; i += 1) {
    const code = text.charCodeAt(i);
    if (code === text.charCodeAt(i - 2) && code !== text.charCodeAt(i - 1)) same += 1;
  }
  return same >= 0.4 * (end - start - 2);
}

/** What a window looks like: text without a doubt, text or a formula, letters set apart, a cipher, a code. */
type Look = 'plain' | 'text' | 'apart' | 'cipher' | 'code';

/** The outer shapes of the codes that `encoded-codes` reads: base64 and hex, which are dense, and those in groups. */
const DENSE_CODE =
  /(?=[A-Za-z0-9+/_-]{40})(?:[A-Za-z0-9+/]{40}|[A-Za-z0-9_-]{40})|(?:(?:0x|\\x)?[0-9a-fA-F]{2}[ :,-]?){14}/;
const GROUPED_CODE = /[01][01 ,\n]{38}|(?:[.·•_−–-]{1,5}[ /|\n]+){9}|(?:\d{1,3}(?:, ?|[ -])){9}/;

/** Digits within words, twice. */
const LEET_SHAPE = /[a-z][0134578@$][a-z].*[a-z][0134578@$][a-z]/is;

/** Most windows are plain at first glance: this much of one, with this fit, and no more is read. */
const GLANCE = 32;
const PLAIN = 9.7;
const PLAIN_JOINED = 6;
/** Kana say less than letters do. */
const WIDE_GLANCE = 64;

function isPlain(text: string, middle: number): boolean {
  const counts = countWindow(text, middle - GLANCE / 2, Math.min(text.length, middle + GLANCE / 2));
  const pairs = (counts >>> 11) & 0x7f;
  return (counts & 0x7ff) >= PLAIN * pairs && counts >>> 25 >= PLAIN_JOINED;
}

function isPlainWide(text: string, middle: number): boolean {
  return isPlainKana(text, Math.max(0, middle - WIDE_GLANCE / 2), Math.min(text.length, middle + WIDE_GLANCE / 2));
}

/** The look of a window of a script that uses capital and small letters, of which `isPlain` did not hold. */
function lookOf(text: string, start: number, end: number): Look {
  const counts = countWindow(text, start, end);
  const fit = (counts & 0x7ff) / ((counts >>> 11) & 0x7f);
  const letters = (counts >>> 18) & 0x7f;
  const joined = counts >>> 25;
  const isText = fit >= STRANGE && joined >= 0.4 * letters && letters >= 0.25 * (end - start);
  if (isText && fit >= MAY_BE_BACKWARDS) return 'text';
  const window = text.slice(start, end);
  if (isText) return BACKWARDS.test(window) ? 'cipher' : 'text';
  if ((letters >= 12 && joined < 0.4 * letters) || isInterleaved(text, start, end)) return 'apart';
  if (DENSE_CODE.test(window) || (letters < 0.6 * window.length && GROUPED_CODE.test(window))) return 'code';
  if (letters >= 0.66 * window.length || LEET_SHAPE.test(window)) return 'cipher';
  // All printable signs and no word: the look of ROT47.
  return letters > 0.1 * window.length && !/[a-z]{4}|[ =]{3}|[\d ]{8}/.test(window) ? 'cipher' : 'text';
}

function lookOfWide(text: string, start: number, end: number): Look {
  if (isInterleaved(text, start, end)) return 'apart';
  const window = text.slice(start, end);
  const { fit, kana } = kanaFit(window);
  if (kana >= 12 && fit < STRANGE_KANA_WINDOW) return 'cipher';
  return /。(?:すま|すで|たし|いさ|んせ)/.test(window) ? 'cipher' : 'text';
}

function lookAt(text: string, at: number, backwards: boolean): Look {
  const wide = isWideAt(text, at);
  if (!backwards && text.length > GLANCE && (wide ? isPlainWide(text, at) : isPlain(text, at))) return 'plain';
  const start = Math.max(0, at - LETTER_WINDOW / 2);
  const end = Math.min(text.length, start + LETTER_WINDOW);
  return wide ? lookOfWide(text, start, end) : lookOf(text, start, end);
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

/** Adds the runs without a space that have the shape of a code. Only for texts in scripts that use spaces. Linear. */
function addLongRuns(text: string, places: Place[]): Place[] {
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

/** Where to look, in steps: a formula or a table says little of the text around it. */
const AROUND: readonly number[] = [0, 0.5, -0.5];

const NOWHERE: Place[] = [];
const NONE: EncodedHit[] = [];

/** The places of a text that are worth a close look, in order. */
function strangePlaces(text: string): Place[] {
  const length = text.length;
  let places = NOWHERE;
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
 * The encoded stretches of a text, in no particular order; [] for nearly every text, at about two nanoseconds per
 * character. Invisible and look-alike characters are found wherever they are, unbroken codes from 256 characters on;
 * other encodings, and shorter codes, where they fill more than half of the text, or more than 608 characters of it.
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
    const start = Math.max(read, at - CLOSE / 2);
    const end = Math.min(text.length, start + CLOSE);
    for (const hit of readClosely(text.slice(start, end), look)) {
      found.push({ encoding: hit.encoding, start: start + hit.start, end: start + hit.end });
    }
    read = end;
  }
  return found;
}
