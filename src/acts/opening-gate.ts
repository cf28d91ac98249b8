import { bytesOfBase64 } from './base64.ts';
import { OPENING_BIAS, OPENING_SCALE, OPENING_WEIGHTS } from './opening-weights.ts';

/** Feature buckets of the gate. */
export const OPENING_BUCKETS = 1 << 16;
const SHIFT = 16;

/** So many code units of a text are its opening. */
export const OPENING_CHARS = 160;
/** A sentence is at least this long: "1." and "No." are read with what follows. */
const SHORTEST = 5;

/** Log-odds above which an opening is read closely. Low: the unit classifier reads what is let through again. */
const THRESHOLD = -0.5;

let weights: Int8Array | undefined;
/** For training, features are wanted, not their sum. */
const buckets = new Int32Array(2 * OPENING_CHARS);
let count = 0;

/** The end of the sentence of an opening that starts at `start`, cut roughly, at `limit` at the latest. */
export function openingSentenceEnd(text: string, start: number, limit: number): number {
  const to = Math.min(text.length, limit);
  let end = start + SHORTEST;
  while (end < to && !isStop(text.charCodeAt(end))) end += 1;
  return Math.min(end + 1, to);
}

const isStop = (c: number) =>
  c < 64 ? c === 46 || c === 33 || c === 63 || c === 10 : c === 0x3002 || c === 0xff01 || c === 0xff1f;

/**
 * Whether the sentence `start..end` of an opening sounds as if it declined or vowed something: a small linear model
 * over the runs of four and of six characters (wide scripts: two and four), trained on the corpus by `npm run train`.
 * Lists of phrases find the refusals that somebody thought of; this finds their kin. What lies behind the first
 * `OPENING_CHARS` of the text is not read.
 */
export function soundsTelling(text: string, start: number, end: number): boolean {
  weights ??= bytesOfBase64(OPENING_WEIGHTS, OPENING_BUCKETS);
  const sum = collect(text, start, Math.min(end, OPENING_CHARS), weights);
  return (sum * OPENING_SCALE) / Math.sqrt(count) + OPENING_BIAS > THRESHOLD;
}

/** The features of the first sentence of `text`, for training. A new array. */
export function openingFeatures(text: string): Int32Array {
  collect(text, 0, openingSentenceEnd(text, 0, OPENING_CHARS), new Int8Array(OPENING_BUCKETS));
  return buckets.slice(0, count);
}

/** Puts the features of `start..end` into `buckets` and returns the sum of their weights. */
function collect(text: string, start: number, end: number, w: Int8Array): number {
  // The characters before the present one, the nearest last.
  let [e, d, c, b, a] = [32, 32, 32, 32, 32];
  let n = 0;
  let sum = 0;
  for (let i = start; i < end; i += 1) {
    let x = text.charCodeAt(i);
    if ((x - 65) >>> 0 < 26) x |= 32;
    else if (x === 0x2019) x = 39;
    const two = Math.imul((a << 16) | x, 0x9e3779b1);
    const four = Math.imul(two ^ Math.imul((c << 16) | b, 0x85ebca6b), 0x2c1b3c6d);
    const six = Math.imul(four ^ Math.imul((e << 16) | d, 0x27d4eb2f), 0x165667b1);
    // One wide character says as much as two or three letters.
    const one = four >>> SHIFT;
    const other = (x >= 0x3000 ? two : six) >>> SHIFT;
    buckets[n] = one;
    buckets[n + 1] = other;
    sum += w[one]! + w[other]!;
    n += 2;
    e = d;
    d = c;
    c = b;
    b = a;
    a = x;
  }
  count = n;
  return sum;
}
