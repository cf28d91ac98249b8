import { bytesOfBase64 } from './base64.ts';
import { OPENING_BIAS, OPENING_SCALE, OPENING_WEIGHTS } from './opening-weights.ts';
import { encodeText, unitsOf } from './utf8.ts';

/** Feature buckets of the gate. */
export const OPENING_BUCKETS = 1 << 16;
const SHIFT = 16;

/** So many code units of a text are its opening. */
export const OPENING_CHARS = 160;
/** So many of its sentences are listened to. */
const SENTENCES = 2;
/** A sentence is at least this long: "1." and "No." are read with what follows. */
const SHORTEST = 5;

/** Log-odds above which an opening is read closely. Low: the unit classifier reads what is let through again. */
const THRESHOLD = -0.5;

const MOST_BYTES = 3 * OPENING_CHARS;
/** An opening in bytes. */
const bytes = new Uint8Array(MOST_BYTES + 1);
const SPACES = 0x20202020;
const MIX = 0x9e3779b1 | 0;
const MIX_BEFORE = 0x85ebca6b | 0;
const MIX_LONG = 0x2c1b3c6d;
/** A sentence that has a wide character among so many of its first bytes is heard by characters. */
const NEAR = 12;

/** The features of the sentence that was heard last: two for each byte, or for each wide character. */
let count = 0;
let weights: Int8Array | undefined;

const NONE: readonly number[] = [];

/**
 * The offsets of those sentences of an opening that sound as if they declined or vowed something: a small linear model
 * over the runs of four and of six letters (wide scripts: two and four), trained on the corpus by `npm run train`.
 * Lists of phrases find the refusals that somebody thought of; this finds their kin. What lies behind the first
 * `OPENING_CHARS` of the text is not read. It works on bytes, which cost a third of what characters cost.
 */
export function tellingStarts(text: string): readonly number[] {
  weights ??= bytesOfBase64(OPENING_WEIGHTS, OPENING_BUCKETS);
  const length = encodeOpening(text);
  let starts: number[] | null = null;
  let from = 0;
  for (let i = 0; i < SENTENCES && from < length; i += 1) {
    const to = sentenceEnd(from, length);
    if ((hear(from, to, weights) * OPENING_SCALE) / Math.sqrt(count) + OPENING_BIAS > THRESHOLD) {
      starts ??= [];
      starts.push(unitsBefore(from));
    }
    from = to;
  }
  return starts ?? NONE;
}

/** The features of the first sentence of `text`, for training. A new array. */
export function openingFeatures(text: string): Int32Array {
  const features: number[] = [];
  hear(0, sentenceEnd(0, encodeOpening(text)), new Int8Array(OPENING_BUCKETS), features);
  return Int32Array.from(features);
}

function encodeOpening(text: string): number {
  const length = encodeText(text.length > OPENING_CHARS ? text.slice(0, OPENING_CHARS) : text, bytes);
  bytes[length] = 0;
  return length;
}

/** The end of the sentence that starts at byte `from`, cut roughly. */
function sentenceEnd(from: number, length: number): number {
  let end = from + (bytes[from]! < 0xe0 ? SHORTEST : 3 * SHORTEST);
  while (end < length && !stopsAt(end)) end += 1;
  return Math.min(end + 1, length);
}

/** A full stop, a mark or a line's end, or the last byte of a wide one. */
function stopsAt(at: number): boolean {
  const byte = bytes[at]!;
  if (byte < 64) return byte === 46 || byte === 33 || byte === 63 || byte === 10;
  if (byte === 0x82) return bytes[at - 1] === 0x80 && bytes[at - 2] === 0xe3;
  return (byte === 0x81 || byte === 0x9f) && bytes[at - 1] === 0xbc && bytes[at - 2] === 0xef;
}

function unitsBefore(end: number): number {
  let units = 0;
  for (let i = 0; i < end; i += 1) units += unitsOf(bytes[i]!);
  return units;
}

/** The sum of the weights of the features of the bytes `from..to`. */
function hear(from: number, to: number, w: Int8Array, features: number[] | null = null): number {
  return isWide(from, to) ? hearWide(from, to, w, features) : hearNarrow(from, to, w, features);
}

/** Whether a wide character stands at the start. */
function isWide(from: number, to: number): boolean {
  for (let i = from; i < to && i < from + NEAR; i += 1) if (bytes[i]! >= 0xe3) return true;
  return false;
}

/** The runs of four and of six bytes that end at each byte. */
function hearNarrow(from: number, to: number, w: Int8Array, features: number[] | null): number {
  let sum = 0;
  // The four bytes that end here, letters without case, and those that ended one and two bytes before.
  let four = SPACES;
  let four1 = SPACES;
  let four2 = SPACES;
  for (let i = from; i < to; i += 1) {
    const byte = bytes[i]!;
    four = (four << 8) | ((byte - 65) >>> 0 < 26 ? byte | 32 : byte);
    const short = Math.imul(four, MIX);
    const long = Math.imul(short ^ Math.imul(four2, MIX_BEFORE), MIX_LONG);
    four2 = four1;
    four1 = four;
    sum += w[short >>> SHIFT]! + w[long >>> SHIFT]!;
    if (features !== null) features.push(short >>> SHIFT, long >>> SHIFT);
  }
  count = 2 * (to - from);
  return sum;
}

/** The runs of two and of four characters that end at each character of three bytes, and of any at the others. */
function hearWide(from: number, to: number, w: Int8Array, features: number[] | null): number {
  let sum = 0;
  let characters = 0;
  // The last twelve bytes, four by four.
  let [c, b, a] = [SPACES, SPACES, SPACES];
  for (let i = from; i < to; i += 1) {
    a = (a << 8) | (b >>> 24);
    b = (b << 8) | (c >>> 24);
    c = (c << 8) | bytes[i]!;
    if ((bytes[i + 1]! & 0xc0) === 0x80) continue;
    const short = Math.imul(c ^ Math.imul(b & 0xffff, MIX_BEFORE), MIX);
    const long = Math.imul(short ^ Math.imul(a ^ Math.imul(b >>> 16, MIX), MIX_BEFORE), MIX_LONG);
    characters += 1;
    sum += w[short >>> SHIFT]! + w[long >>> SHIFT]!;
    if (features !== null) features.push(short >>> SHIFT, long >>> SHIFT);
  }
  count = 2 * characters;
  return sum;
}
