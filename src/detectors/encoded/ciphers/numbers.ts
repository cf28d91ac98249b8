import { areLetters, isProse, textOf, textOfPoints } from '../codes/decoded-prose.ts';
import type { EncodedHit } from '../encodings.ts';
import { kanaFit } from '../statistics/kana-fit.ts';
import { followLikeLetters } from '../statistics/symbol-statistics.ts';

/** Consecutive numbers, separated by any signs that do nothing else. */
const RUN = /\d+(?:[\s,;:|/[\]()\-–—、・]{1,4}\d+){7,}|\d{40,}/gu;
const LEAST_DIGITS = 30;
/** Maximum count of numbers that are read. */
const MAX_CHARS = 500;

const SYLLABLES = 'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもや＿ゆ＿よらりるれろわをん';
const ORDER = 'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん';
const SQUARE = 'abcdefghiklmnopqrstuvwxyz';
const LEAST_KANA = 20;

const areKana = (text: string): boolean => {
  const { fit, kana } = kanaFit(text);
  return kana >= LEAST_KANA && fit >= 2.05 && new Set(text).size >= 8;
};

/** True if the numbers stand for letters (a = 1, a = 0 or a = 10), syllables (by position), code points or bytes. */
function areCharacters(numbers: readonly number[]): boolean {
  if (new Set(numbers).size < 6) return false;
  if (numbers.every((n) => n < 256) && isProse(textOf(numbers))) return true;
  if (numbers.every((n) => n >= 10 && n <= 0x1ffff) && isProse(textOfPoints(numbers))) return true;
  const least = Math.min(...numbers);
  const most = Math.max(...numbers);
  for (const first of [1, 0, 10]) {
    if (least < first || most > first + 25) continue;
    if (areLetters(String.fromCharCode(...numbers.map((n) => 97 + n - first)))) return true;
  }
  return least >= 1 && most <= ORDER.length && areKana(numbers.map((n) => ORDER[n - 1]).join(''));
}

/** True if the pairs are row and column in a square of letters or in the table of the syllables (0 for row 10). */
export function areCoordinates(pairs: readonly string[]): boolean {
  if (pairs.length < LEAST_KANA) return false;
  const cells = pairs.map((pair) => [Number(pair[0]), Number(pair[1])] as const);
  if (cells.every(([row, column]) => row >= 1 && row <= 5 && column >= 1 && column <= 5)) {
    const letters = (at: (row: number, column: number) => number) =>
      cells.map(([row, column]) => SQUARE[at(row, column)]).join('');
    if (areLetters(letters((row, column) => 5 * row + column - 6))) return true;
    if (areLetters(letters((row, column) => 5 * column + row - 6))) return true;
    // A table of numbers would not consist of pairs of the digits 1 to 5, again and again.
    if (pairs.length >= 40 && new Set(pairs).size >= 10 && followLikeLetters(pairs)) return true;
  }
  const kana = cells.map(([row, column]) =>
    column >= 1 && column <= 5 ? SYLLABLES[5 * ((row + 9) % 10) + column - 1] : '',
  );
  return areKana(kana.join('')) && kana.filter((letter) => letter !== '').length >= 0.75 * kana.length;
}

/**
 * Splits digits into groups of `width`, for numbers without gaps or with row and column apart; [] if they do not fit.
 */
function parts(digits: string, width: number): string[] {
  return digits.length % width === 0 ? (digits.match(new RegExp(`\\d{${width}}`, 'g')) ?? []) : [];
}

/** The keys of a telephone, each pressed until its letter appears. */
const PRESSES = /^(?:([2-9])\1{0,3}|0)$/;

function areNumbersForText(run: string): boolean {
  const written = (run.match(/\d+/g) ?? []).slice(0, MAX_CHARS);
  const [first] = written;
  if (first === undefined) return false;
  const numbers = written.map(Number);
  if (written.length >= 16 && areCharacters(numbers)) return true;
  const digits = written.join('').slice(0, 2 * MAX_CHARS);
  const inTwos = written.every((number) => number.length % 2 === 0) || written.every((number) => number.length === 1);
  if (inTwos) {
    const pairs = parts(digits.slice(0, digits.length & ~1), 2);
    if (areCoordinates(pairs) || areCharacters(pairs.map(Number))) return true;
    if (hasNoOrder(pairs.map(Number)) && followLikeLetters(pairs)) return true;
    if (areKutenNumbers(written)) return true;
  }
  if (written.length === 1)
    return areCharacters(parts(digits.slice(0, digits.length - (digits.length % 3)), 3).map(Number));
  if (written.length >= 20 && written.every((n) => PRESSES.test(n)) && new Set(written).size >= 9) return true;
  return areTokens(numbers) || (hasNoOrder(numbers) && followLikeLetters(written));
}

/** True for positions in the tables of JIS X 0208; hiragana are 0401 to 0483. */
function areKutenNumbers(written: readonly string[]): boolean {
  const numbers = written.map(Number);
  if (!written.every((number) => number.length === 4)) return false;
  return areKana(numbers.map((n) => (n > 400 && n < 484 ? String.fromCharCode(0x3040 + n - 400) : '')).join(''));
}

/**
 * True if neighbours differ as much as any two of the numbers. Measurements stay near the previous one; letters do not.
 */
function hasNoOrder(numbers: readonly number[]): boolean {
  const n = numbers.length;
  let near = 0;
  let far = 0;
  let up = 0;
  for (let i = 1; i < n; i += 1) {
    near += Math.abs(numbers[i]! - numbers[i - 1]!);
    far += Math.abs(numbers[i]! - numbers[(i * 7 + 3) % n]!);
    if (numbers[i]! > numbers[i - 1]!) up += 1;
  }
  return near >= 0.75 * far && up >= 0.3 * n && up <= 0.7 * n;
}

/**
 * True for token ids of a model's vocabulary: from small to tens of thousands, in no order, with the frequent ones
 * small and repeated. Amounts and measurements are of similar size and seldom repeat.
 */
function areTokens(numbers: readonly number[]): boolean {
  const n = numbers.length;
  if (n < 30 || !hasNoOrder(numbers)) return false;
  const small = numbers.filter((number) => number < 1000).length;
  const large = numbers.filter((number) => number >= 2100 && number < 300_000).length;
  const different = new Set(numbers).size;
  if (Math.max(...numbers) >= 300_000 || large < 0.12 * n || small < 0.15 * n) return false;
  // Many multiples of ten are a sign of rounded amounts.
  const round = numbers.filter((number) => number % 10 === 0).length;
  return different <= 0.92 * n && different >= 0.3 * n && round <= 0.25 * n;
}

/**
 * True for a table: at least three lines, with the same count of numbers (fewer than 13) in every line between the
 * first and the last.
 */
function isTable(run: string): boolean {
  const lines = run.split('\n').filter((line) => /\d/.test(line));
  if (lines.length < 3) return false;
  const counts = lines.slice(1, -1).map((line) => line.match(/\d+/g)?.length ?? 0);
  return counts.every((count) => count === counts[0] && count < 13);
}

/** Finds stretches of numbers that stand for letters, syllables, characters or words. Linear. */
export function findNumbers(text: string): EncodedHit[] {
  const hits: EncodedHit[] = [];
  for (const match of text.matchAll(RUN)) {
    if (match[0].length < LEAST_DIGITS || isTable(match[0]) || !areNumbersForText(match[0])) continue;
    hits.push({ encoding: 'number-codes', start: match.index, end: match.index + match[0].length });
  }
  return hits;
}
