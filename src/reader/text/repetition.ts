/** Length of the stretches that are compared, in UTF-16 code units. */
const GRAM = 8;
/** Number of code units measured, at the end of a longer text: that is where models begin to loop. */
const MOST_UNITS = 16_384;
const PRIME = 0x01000193;
/** PRIME ** GRAM: the weight of a window's oldest unit when the next one comes in. */
let OLDEST = 1;
for (let i = 0; i < GRAM; i += 1) OLDEST = Math.imul(OLDEST, PRIME);

/**
 * Hashes met so far, with open addressing; 0 marks an empty place. Cleared by each call, so that no text affects the
 * next.
 */
const TABLE = new Int32Array(2 * MOST_UNITS);

/**
 * Returns how much of a text repeats itself: the share of stretches of eight UTF-16 code units that occurred in it
 * before, in thousandths, 0..1000; 0 for a text shorter than two of them. A stand-in for compressibility that costs one
 * pass. Ordinary prose scores around a hundred, a loop close to 1000.
 */
export function repetitionOf(text: string): number {
  const from = Math.max(0, text.length - MOST_UNITS);
  const grams = text.length - from - GRAM + 1;
  if (grams <= GRAM) return 0;
  let size = 64;
  while (size < 2 * grams && size < TABLE.length) size *= 2;
  TABLE.fill(0, 0, size);
  let hash = 0;
  let repeated = 0;
  for (let i = from; i < text.length; i += 1) {
    hash = (Math.imul(hash, PRIME) + text.charCodeAt(i) + 1) | 0;
    if (i >= from + GRAM) hash = (hash - Math.imul(OLDEST, text.charCodeAt(i - GRAM) + 1)) | 0;
    if (i >= from + GRAM - 1 && isMet(hash | 0, size)) repeated += 1;
  }
  return Math.round((1000 * repeated) / grams);
}

/** Reports whether the hash is in the table, and adds it. */
function isMet(hash: number, size: number): boolean {
  const key = hash === 0 ? 1 : hash;
  let at = (Math.imul(key, 0x9e3779b1) >>> 8) & (size - 1);
  while (TABLE[at] !== 0) {
    if (TABLE[at] === key) return true;
    at = (at + 1) & (size - 1);
  }
  TABLE[at] = key;
  return false;
}
