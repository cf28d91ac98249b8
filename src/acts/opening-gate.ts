import { bytesOfBase64 } from './base64.ts';
import { OPENING_BIAS, OPENING_SCALE, OPENING_WEIGHTS } from './opening-weights.ts';

/** Feature buckets of the gate. */
export const OPENING_BUCKETS = 1 << 16;
const SHIFT = 16;

/** So many sentences at the start of a text are looked at, and so many code units of them together. */
const SENTENCES = 2;
const READ = 160;
/** A sentence is at least this long: "1." and "No." are read with what follows. */
const SHORTEST = 5;

/** Log-odds above which an opening is read closely. Low: the unit classifier reads what is let through again. */
const THRESHOLD = -0.5;

/** The features of one sentence; reused, because the gate runs over every text. */
const buckets = new Int32Array(2 * READ);
let count = 0;
let sentenceEnd = 0;
let weights: Int8Array | undefined;

/**
 * Whether one of the first sentences of `text` sounds as if it declined or vowed something: a small linear model over
 * the runs of four and of six characters (wide scripts: two and four), trained on the corpus by `npm run train`. Lists of phrases find the
 * refusals that somebody thought of; this finds their kin. It reads 160 code units at most, and costs about as much as
 * two plain loops over them.
 */
export function opensTelling(text: string): boolean {
  weights ??= bytesOfBase64(OPENING_WEIGHTS, OPENING_BUCKETS);
  const to = Math.min(text.length, READ);
  let from = 0;
  for (let i = 0; i < SENTENCES && from < to; i += 1) {
    collect(text, from, to);
    let sum = 0;
    for (let j = 0; j < count; j += 1) sum += weights[buckets[j]!]!;
    if ((sum * OPENING_SCALE) / Math.sqrt(count) + OPENING_BIAS > THRESHOLD) return true;
    from = sentenceEnd;
  }
  return false;
}

/** The features of the first sentence of `text`, for training. A new array. */
export function openingFeatures(text: string): Int32Array {
  collect(text, 0, Math.min(text.length, READ));
  return buckets.slice(0, count);
}

/** Puts the features of the sentence at `from` into `buckets`, and its end into `sentenceEnd`. */
function collect(text: string, from: number, to: number): void {
  // The characters before the present one, the nearest last.
  let [e, d, c, b, a] = [32, 32, 32, 32, 32];
  count = 0;
  let i = from;
  while (i < to) {
    let x = text.charCodeAt(i);
    i += 1;
    if ((x - 65) >>> 0 < 26) x |= 32;
    else if (x === 0x2019) x = 39;
    const two = Math.imul((a << 16) | x, 0x9e3779b1);
    const four = Math.imul(two ^ Math.imul((c << 16) | b, 0x85ebca6b), 0x2c1b3c6d);
    const six = Math.imul(four ^ Math.imul((e << 16) | d, 0x27d4eb2f), 0x165667b1);
    buckets[count] = four >>> SHIFT;
    // One wide character says as much as two or three letters.
    buckets[count + 1] = (x >= 0x3000 ? two : six) >>> SHIFT;
    count += 2;
    e = d;
    d = c;
    c = b;
    b = a;
    a = x;
    if (count > 2 * SHORTEST && ends(x)) break;
  }
  sentenceEnd = i;
}

const ends = (c: number) =>
  c === 46 || c === 33 || c === 63 || c === 10 || c === 0x3002 || c === 0xff01 || c === 0xff1f;
