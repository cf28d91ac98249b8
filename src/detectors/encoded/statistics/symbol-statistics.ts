/**
 * Properties that distinguish letters from other signs whatever stands for them, so that the code need not be known:
 * some letters are frequent and many are not, letters are seldom doubled, and the same three follow one another far
 * more often than by chance.
 */

const MIN_SYMBOLS = 40;
/** Numbers of different signs in alphabets and syllabaries; notes, digits or a board have fewer, words have more. */
const ALPHABET: readonly [least: number, most: number] = [10, 75];
/**
 * Chance that two places hold the same: 0.066 for English letters, 0.035 for kana, 1 / n for n equally frequent signs.
 */
const SAME: readonly [least: number, most: number] = [0.025, 0.13];
const MOST_DOUBLED = 0.12;
/** How much more often the same three signs follow one another than in random order: letters reach 3 and more. */
const TRIPLES = 2.6;
const LEAST_TRIPLES = 4;
/** Songs, patterns and counts repeat most of their content. */
const MOST_REPEATED = 0.7;

function tally<T>(items: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

/** Counts the pairs of places that hold the same. */
function pairs(counts: ReadonlyMap<unknown, number>): number {
  let sum = 0;
  for (const count of counts.values()) sum += (count * (count - 1)) / 2;
  return sum;
}

/** Returns the share of neighbours that are equal. */
export function doubledShare(signs: readonly unknown[]): number {
  let same = 0;
  for (let i = 1; i < signs.length; i += 1) if (signs[i] === signs[i - 1]) same += 1;
  return signs.length < 2 ? 0 : same / (signs.length - 1);
}

/** True if the signs follow one another like the letters of running text. Linear. */
export function followLikeLetters(signs: readonly (string | number)[]): boolean {
  const n = signs.length;
  if (n < MIN_SYMBOLS) return false;
  const counts = tally(signs);
  if (counts.size < ALPHABET[0] || counts.size > ALPHABET[1] || doubledShare(signs) > MOST_DOUBLED) return false;
  const same = pairs(counts) / ((n * (n - 1)) / 2);
  if (same < SAME[0] || same > SAME[1]) return false;
  const triples = tally(Array.from({ length: n - 2 }, (_, i) => `${signs[i]} ${signs[i + 1]} ${signs[i + 2]}`));
  let repeated = 0;
  for (const count of triples.values()) if (count > 1) repeated += count;
  if (repeated > MOST_REPEATED * (n - 2)) return false;
  const found = pairs(triples);
  return found >= LEAST_TRIPLES && found >= TRIPLES * same ** 3 * (((n - 2) * (n - 3)) / 2);
}
