import type { EncodedHit, Encoding } from '../encodings.ts';
import { isInReverseOrder, wordCodeOf } from './invented-words.ts';
import { orderOf } from './letter-order.ts';
import { symbolsOf } from './symbols.ts';
import { twoSignsOf } from './two-signs.ts';

/** A stretch that is examined on its own: a line, cut into pieces if it is long. */
const BLOCK = /[^\n]{1,800}/gu;

function inBlocks(text: string, kindOf: (block: string) => Encoding | null): EncodedHit[] {
  const whole = kindOf(text);
  if (whole !== null) return [{ encoding: whole, start: 0, end: text.length }];
  const hits: EncodedHit[] = [];
  if (!text.includes('\n')) return hits;
  for (const match of text.matchAll(BLOCK)) {
    const encoding = match[0].length < 24 ? null : kindOf(match[0]);
    if (encoding !== null) hits.push({ encoding, start: match.index, end: match.index + match[0].length });
  }
  return hits;
}

/** Finds stretches (a whole text or lines of it) in which other signs, or only two signs, stand for letters. Linear. */
export function findSymbols(text: string): EncodedHit[] {
  return inBlocks(text, (block) => symbolsOf(block) ?? twoSignsOf(block));
}

/** Finds words that stand for letters or belong to no language, in a whole text or in its longest line. Linear. */
export function findWordCodes(text: string): EncodedHit[] {
  const lines = text.includes('\n') ? text.split('\n') : [];
  const longest = lines.reduce((most, line) => (line.length > most.length ? line : most), '');
  for (const block of [text, longest]) {
    const encoding = block.length < 24 ? null : (wordCodeOf(block) ?? twoSignsOf(block));
    const start = text.indexOf(block);
    if (encoding !== null) return [{ encoding, start, end: start + block.length }];
  }
  return [];
}

/** Finds text whose letters or words run in another order. Linear. */
export function findOtherOrder(text: string): EncodedHit[] {
  const encoding = isInReverseOrder(text) ? 'reversed' : orderOf(text);
  return encoding === null ? [] : [{ encoding, start: 0, end: text.length }];
}
