import { areLetters, isProse, textOf } from '../codes/decoded-prose.ts';
import type { Encoding } from '../encodings.ts';
import { kanaFit } from '../statistics/kana-fit.ts';
import { followLikeLetters } from '../statistics/symbol-statistics.ts';
import { setBits } from '../statistics/text-shape.ts';
import { areCoordinates } from './numbers.ts';

/*
 * Codes in two signs and nothing else, whatever the signs are: bits, Bacon's fives, Morse. Signs may be characters,
 * emoji or words.
 */

const MAX_CHARS = 1600;
/** Ten characters; shorter texts may decode by chance. */
const LEAST_BITS = 80;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
/** Bacon's own alphabet has no j and no v. */
const BACON = 'abcdefghiklmnopqrstuwxyz';

const MORSE: ReadonlyMap<string, string> = new Map(
  '01 1000 1010 100 0 0010 110 0000 00 0111 101 0100 11 10 111 0110 1101 010 000 1 001 0001 011 1001 1011 1100'
    .split(' ')
    .map((code, i) => [code, LETTERS[i]!]),
);
const KANA = 'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん';
/** The Japanese Morse code, in the order of KANA. */
const WABUN: ReadonlyMap<string, string> = new Map(
  (
    '11011 01 001 10111 01000 0100 10100 0001 1011 1111 10101 11010 11101 01110 1110 10 0010 0110 01011 00100 010 1010 ' +
    '0000 1101 0011 1000 11001 1100 0 100 1001 00101 1 10001 10010 011 10011 11 000 110 10110 111 0101 101 0111 01010'
  )
    .split(' ')
    .map((code, i) => [code, KANA[i]!]),
);

/** Splits bits into numbers of `width` bits. */
function numbersOf(bits: string, width: number): number[] {
  const numbers: number[] = [];
  for (let i = 0; i + width <= bits.length; i += width) numbers.push(Number.parseInt(bits.slice(i, i + width), 2));
  return numbers;
}

/** True if the bits are character numbers, from whichever bit of a character they start. */
function readsAsBits(bits: string): boolean {
  if (bits.length < LEAST_BITS) return false;
  for (let from = 0; from < 8; from += 1) {
    const rest = bits.slice(from);
    if (isProse(textOf(numbersOf(rest, 8))) || isProse(textOf(numbersOf(rest, 7)))) return true;
    const fives = numbersOf(rest, 5);
    for (const alphabet of [LETTERS, BACON]) {
      if (fives.every((five) => five < alphabet.length) && areLetters(fives.map((five) => alphabet[five]).join(''))) {
        return true;
      }
    }
  }
  return false;
}

function readsAsMorse(groups: readonly string[]): boolean {
  if (groups.length < 16 || new Set(groups).size < 6) return false;
  const letters = groups.map((group) => MORSE.get(group) ?? '').join('');
  if (letters.length >= 0.8 * groups.length && areLetters(letters, 14)) return true;
  const kana = groups.map((group) => WABUN.get(group) ?? '').join('');
  if (kana.length >= 20 && kana.length >= 0.75 * groups.length && kanaFit(kana).fit >= 2) return true;
  return followLikeLetters(groups);
}

const mirror = (bits: string): string => bits.replaceAll(/[01]/g, (bit) => (bit === '0' ? '1' : '0'));

/** Returns the kind of code of some groups of bits, or null if none. */
function kindOf(groups: readonly string[]): Encoding | null {
  const bits = groups.join('');
  if (readsAsBits(bits) || readsAsBits(mirror(bits))) return 'number-codes';
  if (groups.some((group) => group.length > 6)) return null;
  return readsAsMorse(groups) || readsAsMorse(groups.map(mirror)) ? 'morse' : null;
}

const BEGINNING = 96;
const MOST_SIGNS = 13;

/** Separators between groups of signs. */
const PARTING = /[\s/|,]+/u;
const WORD = /トン|ツー|\p{L}+/gu;
const SIGN = /[^\s/|,\p{VS}]/gu;

/** True if a text begins with more different characters than two signs or words and their separators need. */
function hasManySigns(text: string): boolean {
  let seen = 0;
  for (let i = 0; i < Math.min(BEGINNING, text.length); i += 1) seen |= 1 << (text.charCodeAt(i) & 31);
  return setBits(seen) > MOST_SIGNS;
}

/** Returns the different signs of a text in order of appearance, or null if there are more than two. */
function differentSigns(text: string, sign: RegExp): ReadonlyMap<string, string> | null {
  const names = new Map<string, string>();
  for (const [one] of text.matchAll(sign)) {
    if (!names.has(one)) names.set(one, String(names.size));
    if (names.size > 2) return null;
  }
  return names;
}

/** Returns the text as groups of 0 and 1, one digit for each of its two signs. */
function groupsOf(text: string, sign: RegExp, names: ReadonlyMap<string, string>): string[] {
  return text
    .split(PARTING)
    .map((group) => (group.match(sign) ?? []).map((one) => names.get(one)!).join(''))
    .filter((group) => group !== '');
}

/** Returns the kind of code that a block of two signs is in, or null if none. Separators do not count as signs. */
export function twoSignsOf(block: string): Encoding | null {
  if (block.length < 40 || hasManySigns(block)) return null;
  const text = block.slice(0, MAX_CHARS);
  const words = differentSigns(text, WORD);
  if (words?.size === 2 && [...words.keys()].some((word) => word.length > 1)) {
    const groups = groupsOf(text, WORD, words);
    const kind = kindOf(groups.every((group) => group.length === 1) ? [groups.join('')] : groups);
    if (kind !== null) return kind;
  }
  const signs = differentSigns(text, SIGN);
  // A tap code: one sign, repeated as often as the row and the column say.
  if (signs?.size === 1) {
    const knocks = groupsOf(text, SIGN, signs).map((group) => group.length);
    const pairs = knocks.flatMap((row, i) => (i % 2 === 0 && i + 1 < knocks.length ? [`${row}${knocks[i + 1]}`] : []));
    return knocks.every((count) => count <= 5) && areCoordinates(pairs) ? 'number-codes' : null;
  }
  return signs?.size === 2 ? kindOf(groupsOf(text, SIGN, signs)) : null;
}
