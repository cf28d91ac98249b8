import { letterFit } from '../../wording/letter-model.ts';
import type { EncodedHit } from '../encodings.ts';

/* Repetition is counted on the match, not in the expression: `{24,}` of property classes takes seconds to compile. */

/**
 * A letter and a separator, then any character and the same separator, repeated: `h|e|l|l|o| |w|…`, one letter a line.
 */
const INTERLEAVED = /\p{L}([^\p{L}\p{N}\p{M}\p{Cf}]{1,4}?)(?:[\p{L}\p{N}\p{Pd} .,!?'。、？！]\1)+[\p{L}\p{N}]?/gsu;

/** Single letters with a sign or white space between any two: `h-e-l-l-o w-o-r-l-d`, `h e l l o  w o r l d`. */
const SPELLED = /(?:(?<![\p{L}\p{N}\p{M}])\p{L}(?![\p{L}\p{N}\p{M}])[^\p{L}\p{N}\p{M}]{1,4})+/gsu;

/** A letter as a separator: `hxexlxlxo`. */
const BY_A_LETTER = /([a-zA-Z])(?:[a-zA-Z .,!?']\1)+/gu;

/** Fewer letters are just a word that is spelt out. */
const MIN_LETTERS = 12;

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz';

/**
 * True for enough letters to say something: not one letter over and over, nor the alphabet itself (lists, grids, keys).
 */
function saysSomething(letters: string): boolean {
  const text = letters.toLowerCase();
  if (text.length < MIN_LETTERS) return false;
  const distinct = new Set(text).size;
  if (distinct < 6) return false;
  let steps = 0;
  for (let i = 1; i < text.length; i += 1) {
    const step = ALPHABET.indexOf(text[i]!) - ALPHABET.indexOf(text[i - 1]!);
    if (Math.abs(step) === 1 && ALPHABET.includes(text[i]!)) steps += 1;
  }
  return steps < 0.4 * text.length;
}

/** Finds stretches in which every letter is separated from the next by the same separator. Linear. */
export function findSeparated(text: string): EncodedHit[] {
  const hits: EncodedHit[] = [];
  const add = (match: RegExpMatchArray) => {
    const start = match.index ?? 0;
    hits.push({ encoding: 'separators', start, end: start + match[0].trimEnd().length });
  };
  for (const match of text.matchAll(INTERLEAVED)) {
    if (match[0].length >= 2 * MIN_LETTERS && saysSomething(match[0].replaceAll(/[^\p{L}]/gu, ''))) add(match);
  }
  if (hits.length > 0) return hits;
  for (const match of text.matchAll(SPELLED)) {
    if (match[0].length < 4 * MIN_LETTERS) continue;
    const letters = match[0].replaceAll(/[^\p{L}]/gu, '');
    // Formulas and lists of variables also contain single letters, but nothing that reads like a word.
    if (saysSomething(letters) && letterFit(letters).fit >= 8.5) add(match);
  }
  if (hits.length > 0) return hits;
  for (const match of text.matchAll(BY_A_LETTER)) {
    if (match[0].length < 2 * MIN_LETTERS) continue;
    let rest = '';
    for (let i = 1; i < match[0].length; i += 2) rest += match[0][i];
    if (saysSomething(rest) && letterFit(rest).fit >= 8.5) add(match);
  }
  return hits;
}
