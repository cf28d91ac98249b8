import { functionWordShare } from '../../wording/function-words.ts';
import type { EncodedHit } from '../encodings.ts';

/*
 * Bits hidden in features that readers overlook: random capital and small letters, one space or two, blanks at line
 * ends.
 */

/** Signs of code, in which capitals within words separate the parts of names. */
const CODE = /[{}()[\]=<>;+_`$]/g;

/** True if most words have a capital after a small letter. Names in code do too, but no sentence consists of them. */
function isCaseMixed(text: string): boolean {
  if (!/[a-z][A-Z]/.test(text)) return false;
  if ((text.match(CODE)?.length ?? 0) > 0.02 * text.length) return false;
  const words = text.match(/[a-z]{4,}/gi) ?? [];
  const mixed = words.filter((word) => /[a-z][A-Z]/.test(word)).join(' ');
  const count = mixed === '' ? 0 : mixed.split(' ').length;
  const capitals = mixed.match(/[A-Z]/g)?.length ?? 0;
  // A name in code has one capital for each word in it.
  if (count < 5 || count < 0.5 * words.length || capitals < 0.3 * mixed.length) return false;
  return functionWordShare(text).share >= 0.12;
}

const LEAST_GAPS = 7;
/** A gap between words. Gaps at the end of a sentence, before punctuation or around numbers are typography. */
const GAP = /(?<=[\p{L},;])[ \u2000-\u200a\u205f\u3000]{1,2}(?=\p{L})/gu;

/** True if most lines have one length: justified lines are padded with extra spaces, and tables have columns. */
function isSetToWidth(text: string): boolean {
  const lengths = text
    .split('\n')
    .filter((line) => line.length > 20)
    .slice(0, -1)
    .map((line) => line.length);
  const most = Math.max(0, ...lengths);
  return lengths.length >= 2 && lengths.filter((length) => length >= most - 1).length >= 0.8 * lengths.length;
}

/** True if a text has two kinds of gaps between its words, in no order. */
function hasTwoGaps(text: string): boolean {
  const gaps = (text.match(GAP) ?? []).map((gap) => gap === ' ');
  const odd = gaps.filter((plain) => !plain).length;
  if (odd < LEAST_GAPS || odd < 0.15 * gaps.length || odd > 0.85 * gaps.length) return false;
  let changes = 0;
  for (let i = 1; i < gaps.length; i += 1) if (gaps[i] !== gaps[i - 1]) changes += 1;
  return changes >= LEAST_GAPS && !isSetToWidth(text);
}

/** Two kinds of blanks at the ends of lines, or nothing but blanks. */
const BLANKS = /(?<=\S)[ \t]*(?:[ \t]{2}(?:\t | \t)|(?:\t | \t)[ \t]{2})[ \t]*$/gm;
const ONLY_BLANKS = /^(?=[\s\S]{40})(?=[^\t]*\t)[ \t\r\n]+$/;

/** Finds bits in letter case and white space. */
export function findHiddenBits(text: string): EncodedHit[] {
  const whole = (): EncodedHit[] => [{ encoding: 'hidden-bits', start: 0, end: text.length }];
  if (isCaseMixed(text)) return whole();
  if (!/[ \t]{2}|[\u2000-\u200a\u205f\u3000]/.test(text)) return [];
  if (ONLY_BLANKS.test(text) || hasTwoGaps(text)) return whole();
  const ends = Array.from(text.matchAll(BLANKS), ({ 0: { length }, index }): EncodedHit => {
    return { encoding: 'hidden-bits', start: index, end: index + length };
  });
  return ends.length >= 2 ? whole() : [];
}
