import { endsHash } from './text-hash.ts';

/**
 * Words of 32 bits: up to 25,000 texts, less than one in twenty others is taken for one of them. Texts with the same ends and
 * length, as templates make them, are taken for one another; they are read again then, not missed.
 */
export const TABLE_WORDS = 1 << 14;

/**
 * A set of texts of bounded size: it may take a text for one of its own, but never misses one (Bloom 1970, with one
 * hash). Lets a second reading of the rows pass over those that showed nothing in the first.
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

/** False only for a text that was never added. */
export function mayHold(set: TextSet, text: string): boolean {
  const place = placeOf(text);
  return ((set[place >>> 5]! >>> (place & 31)) & 1) === 1;
}

export function mergeTextSets(a: TextSet, b: TextSet): TextSet {
  for (let i = 0; i < a.length; i += 1) a[i]! |= b[i]!;
  return a;
}
