/** Length of the stretches that are looked for again, in UTF-16 code units. */
const GRAM = 8;
/** Of a longer text the end is measured: there it is where models begin to loop. */
const MOST_UNITS = 16_384;
const PRIME = 0x01000193;
/** PRIME ** GRAM: what the oldest unit of a window weighs when the next comes in. */
let OLDEST = 1;
for (let i = 0; i < GRAM; i += 1) OLDEST = Math.imul(OLDEST, PRIME);

/** Hashes met so far, in open addressing; 0 is an empty place. Filled anew by each call, so that nothing stays of a text. */
const TABLE = new Int32Array(2 * MOST_UNITS);

/**
 * How much of a text repeats itself: stretches of eight UTF-16 code units that stood in it before, in thousandths of all of them, 0..1000; 0 for a
 * text shorter than two of them. A stand-in for compressibility that costs one pass. Ordinary prose has some hundred, a loop close to 1000.
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

/** Whether the hash is in the table; it is afterwards. */
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
