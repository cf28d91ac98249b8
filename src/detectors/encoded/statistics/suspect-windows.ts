import { countWindow, LETTER_WINDOW } from '../../wording/letter-model.ts';
import { isReversedJapanese } from '../ciphers/letter-order.ts';
import { isPlainKana, kanaFit } from './kana-fit.ts';
import { isOddlySet, setBits } from './text-shape.ts';

/**
 * Windows below this fit are examined closely: one in a thousand of English, one in thirty of code; ciphers have 4.5 to
 * 7.5.
 */
const STRANGE = 9.2;
/** English written backwards keeps its letters and has a fit of 8 to 9.8; its most common words give it away. */
const MAY_BE_BACKWARDS = 9.8;
const BACKWARDS = / (?:eht|dna|fo|ot|si|uoy) /;

/** Fit below which a window of kana is strange; one window of kana in a hundred is. */
const STRANGE_KANA_WINDOW = 2.25;

const isWide = (code: number): boolean => code >= 0x2e80;
/**
 * True if the script at this place has no spaces. The second place checked allows for a Latin word within such a text.
 */
export const isWideAt = (text: string, at: number): boolean =>
  isWide(text.charCodeAt(at)) || isWide(text.charCodeAt(at - 8));

/** True if many places repeat the sign two places back with another in between: letters of any script set apart. */
function isInterleaved(text: string, start: number, end: number): boolean {
  let same = 0;
  for (let i = start + 2; i < end; i += 1) {
    const code = text.charCodeAt(i);
    if (code === text.charCodeAt(i - 2) && code !== text.charCodeAt(i - 1)) same += 1;
  }
  return same >= 0.4 * (end - start - 2);
}

/**
 * The look of a window: certainly text, text or a formula, letters set apart, a cipher, a cipher of kana, a code, signs
 * that are not letters, or odd words.
 */
export type Look = 'plain' | 'text' | 'apart' | 'cipher' | 'kana' | 'code' | 'signs' | 'words';

/** The outer shapes of the codes that `codes.ts` reads: base64 and hex, which are dense, and those in groups. */
export const DENSE_CODE =
  /(?=[A-Za-z0-9+/_-]{40})(?:[A-Za-z0-9+/]{40}|[A-Za-z0-9_-]{40})|(?:(?:0x|\\x)?[0-9a-fA-F]{2}[ :,-]?){14}/;
const GROUPED_CODE = /[01][01 ,\n]{38}|(?:[.·•_−–-]{1,5}[ /|\n]+){9}|(?:\d{1,3}(?:, ?|[ -])){9}/;

/** Digits within words, twice. */
const LEET_SHAPE = /[a-z][0134578@$][a-z].*[a-z][0134578@$][a-z]/is;

/**
 * Most windows are plain at first glance: with this fit and this many joined letters in the middle, no more is read.
 */
const GLANCE = 32;
const PLAIN = 9.7;
const PLAIN_JOINED = 6;
/** Kana carry less information than letters. */
const WIDE_GLANCE = 64;

function isPlain(text: string, middle: number): boolean {
  const counts = countWindow(text, middle - GLANCE / 2, Math.min(text.length, middle + GLANCE / 2));
  const pairs = (counts >>> 11) & 0x7f;
  return (counts & 0x7ff) >= PLAIN * pairs && counts >>> 25 >= PLAIN_JOINED;
}

function isPlainWide(text: string, middle: number): boolean {
  return isPlainKana(text, Math.max(0, middle - WIDE_GLANCE / 2), Math.min(text.length, middle + WIDE_GLANCE / 2));
}

/** Five escapes in a row, of several kinds. */
const ESCAPES = /(?:(?:%|=|\\u?|U\+|0x|&#?)[\da-z]{2,8}[;, ]*){5}/i;

/** True for symbols, combining marks, phonetic letters, letters of dead scripts, and half-width kana. */
function isSymbol(code: number): boolean {
  if (code < 0x370) return code >= 0x250;
  if (code < 0x20d0) return (code >= 0x1680 && code < 0x1700) || (code >= 0x1d00 && code < 0x1e00);
  if (code < 0x2c60) return code < 0x2500 || code >= 0x25a0;
  return (code >= 0xd800 && code < 0xe000) || (code >= 0xff61 && code < 0xffa0);
}

/** Shares of a window that are too large for text: symbols beyond a word or a face among words, and digits. */
const MANY_SYMBOLS = 0.3;
const MANY_DIGITS = 0.35;
/** Text has more different signs in a window than this, judged by the lower bits of their code units. */
const FEW_DIFFERENT = 9;
const LEAST_ESCAPES = 5;

/** True if a window has what no running text has: many symbols, digits or escapes, or hardly any different signs. */
function isOdd(window: string): boolean {
  const { length } = window;
  let symbols = 0;
  let digits = 0;
  let escapes = 0;
  let seen = 0;
  for (let i = 0; i < length; i += 1) {
    const code = window.charCodeAt(i);
    seen |= 1 << (code & 31);
    if (code >= 0x250) symbols += isSymbol(code) ? 1 : 0;
    else if (code >= 48 && code < 58) digits += 1;
    // %, &, =, \, + and x begin an escape.
    else if (code === 37 || code === 38 || code === 61 || code === 92 || code === 43 || code === 120) escapes += 1;
  }
  if (symbols >= MANY_SYMBOLS * length || digits >= MANY_DIGITS * length) return true;
  if (escapes >= LEAST_ESCAPES && ESCAPES.test(window)) return true;
  return length >= 24 && setBits(seen) <= FEW_DIFFERENT;
}

/** Returns the look of a window in a script with capital and small letters for which `isPlain` was false. */
function lookOf(text: string, start: number, end: number): Look {
  const counts = countWindow(text, start, end);
  const fit = (counts & 0x7ff) / ((counts >>> 11) & 0x7f);
  const letters = (counts >>> 18) & 0x7f;
  const joined = counts >>> 25;
  const isText = fit >= STRANGE && joined >= 0.4 * letters && letters >= 0.5 * (end - start);
  if (isText && fit >= MAY_BE_BACKWARDS) return 'text';
  const window = text.slice(start, end);
  if (isText) return BACKWARDS.test(window) ? 'cipher' : 'text';
  if ((letters >= 12 && joined < 0.4 * letters) || isInterleaved(text, start, end)) return 'apart';
  if (DENSE_CODE.test(window) || (letters < 0.6 * window.length && GROUPED_CODE.test(window))) return 'code';
  if (isOdd(window)) return 'signs';
  if (fit >= STRANGE && joined >= 0.4 * letters && letters >= 0.25 * window.length) return 'text';
  if (!window.includes(' ') && window.length > GLANCE) return 'code';
  if (letters >= 0.66 * window.length || LEET_SHAPE.test(window)) return 'cipher';
  // All printable signs and no word: this is what ROT47 looks like.
  return letters > 0.1 * window.length && !/[a-z]{4}|[ =]{3}|[\d ]{8}/.test(window) ? 'cipher' : 'text';
}

function lookOfWide(text: string, start: number, end: number): Look {
  if (isInterleaved(text, start, end)) return 'apart';
  const window = text.slice(start, end);
  if (isOdd(window) || (window.match(/[ \u3000]/g)?.length ?? 0) >= 0.12 * window.length) return 'signs';
  const { fit, kana } = kanaFit(window);
  if (kana >= 12 && fit < STRANGE_KANA_WINDOW) return 'kana';
  return isReversedJapanese(window) ? 'kana' : 'text';
}

/** True if the lines around a place have the same length: a grid, which may be read down its columns. */
function isGrid(text: string, at: number): boolean {
  const second = text.indexOf('\n', at);
  if (second < 0) return false;
  const first = text.lastIndexOf('\n', at - 1);
  const width = second - first;
  return width > 3 && text.length > 3 * width && (text[second + width] === '\n' || text[first - width] === '\n');
}

/** Returns the look of the text around a place; `backwards` is true if the beginning of the text suggests reversal. */
export function lookAt(text: string, at: number, backwards: boolean): Look {
  const wide = isWideAt(text, at);
  const plain = !backwards && text.length > GLANCE && (wide ? isPlainWide(text, at) : isPlain(text, at));
  const start = Math.max(0, at - LETTER_WINDOW / 2);
  const end = Math.min(text.length, start + LETTER_WINDOW);
  const look = plain ? 'plain' : wide ? lookOfWide(text, start, end) : lookOf(text, start, end);
  if (wide && look === 'plain') return isGrid(text, at) ? 'kana' : look;
  if (wide || (look !== 'plain' && look !== 'text')) return look;
  return isOddlySet(text, start, end) ? 'words' : look;
}
