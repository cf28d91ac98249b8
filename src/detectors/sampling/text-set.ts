import { endsHash } from './text-hash.ts';

/**
 * Number of 32-bit words: with up to 25,000 texts, fewer than one in twenty others is mistaken for a member. Texts with
 * the same ends and length, as templates produce them, are confused with one another; they are then read again, not
 * missed.
 */
export const TABLE_WORDS = 1 << 14;

/**
 * A set of texts of bounded size: it may mistake a text for a member, but never misses one (Bloom 1970, with one hash).
 * It lets the second pass over the rows skip those that showed nothing in the first.
 */
export type TextSet = Uint32Array;

export function textSet(): TextSet {
  return new Uint32Array(TABLE_WORDS);
}

function placeOf(text: string): number {
  return Math.imul(endsHash(text) ^ Math.imul(text.length, 0x85ebca6b), 0x9e3779b1) >>> 13;
}

export function addText(set: TextSet, text: string): void {
  const place = placeOf(text);
  set[place >>> 5]! |= 1 << (place & 31);
}

/** Returns false only for a text that was never added. */
export function mayHold(set: TextSet, text: string): boolean {
  const place = placeOf(text);
  return ((set[place >>> 5]! >>> (place & 31)) & 1) === 1;
}

export function mergeTextSets(a: TextSet, b: TextSet): TextSet {
  for (let i = 0; i < a.length; i += 1) a[i]! |= b[i]!;
  return a;
}
