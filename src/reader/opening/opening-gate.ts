import { bytesOfBase64 } from '../network/base64.ts';
import { encodeText, unitsOf } from './utf8.ts';

/** Number of code units at the start of an answer that make up its opening. */
export const OPENING_CHARS = 400;
/** Number of sentences of an answer used for training; in use, all sentences of the opening are scored. */
const LEARNT_SENTENCES = 6;
/** Minimum length of a sentence: "1." and "No." are scored together with what follows. */
const MIN_SENTENCE_CHARS = 5;

/** Number of buckets of features. */
export const OPENING_BUCKETS = 1 << 17;
const SHIFT = 32 - 17;

/** Log-odds above which a sentence is read by the network. Low, because the network reads what passes once more. */
const THRESHOLD = -1;

const SPACES = 0x20202020;
const MIX = 0x9e3779b1 | 0;
const MIX_BEFORE = 0x85ebca6b | 0;
const MIX_LONG = 0x2c1b3c6d;
/** A sentence with a wide character among this many of its first bytes is scored by characters. */
const NEAR = 12;

/** The weights as training writes them. */
export interface PackedOpening {
  readonly scale: number;
  readonly bias: number;
  /** Signed bytes by bucket, in steps of `scale`; base64. */
  readonly weights: string;
}

/** A stretch of a text, in UTF-16 code units. */
export interface TextStretch {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the sentences of an opening that sound as if they declined: a linear model over the runs of four and of six
 * bytes (wide scripts: of two and of four characters), learnt from the corpus. It costs a hundredth of reading, so that
 * a data set of ordinary answers need not be read by the network. Works on bytes, which costs a third of working on
 * characters.
 */
export class OpeningGate {
  readonly #scale: number;
  readonly #bias: number;
  readonly #weights: Int8Array;
  readonly #bytes = new Uint8Array(3 * OPENING_CHARS + 1);

  constructor({ scale, bias, weights }: PackedOpening) {
    this.#scale = scale;
    this.#bias = bias;
    this.#weights = new Int8Array(bytesOfBase64(weights, OPENING_BUCKETS).buffer);
  }

  /** Returns the sentences of the opening of `text`, from `from` on, that sound as if they declined; in order. */
  declining(text: string, from: number): TextStretch[] {
    const bytes = this.#bytes;
    const length = encodeOpening(text, from, bytes);
    const heard: TextStretch[] = [];
    // A position in bytes, and the same in code units.
    let at = 0;
    let units = from;
    while (at < length) {
      const end = sentenceEnd(bytes, at, length);
      const endUnits = units + unitsWithin(bytes, at, end);
      if (this.#score(at, end) > THRESHOLD) heard.push({ start: units, end: endUnits });
      at = end;
      units = endUnits;
    }
    return heard;
  }

  #score(from: number, to: number): number {
    const weights = this.#weights;
    let sum = 0;
    let count = 0;
    forEachFeature(this.#bytes, from, to, (bucket) => {
      sum += weights[bucket]!;
      count += 1;
    });
    return (sum * this.#scale) / Math.sqrt(count) + this.#bias;
  }
}

/** Returns the first sentences of an opening with their features, for training. */
export function openingSentences(text: string): (TextStretch & { readonly features: Int32Array })[] {
  const bytes = new Uint8Array(3 * OPENING_CHARS + 1);
  const length = encodeOpening(text, 0, bytes);
  const sentences: (TextStretch & { readonly features: Int32Array })[] = [];
  for (let at = 0, start = 0; sentences.length < LEARNT_SENTENCES && at < length; ) {
    const to = sentenceEnd(bytes, at, length);
    const end = start + unitsWithin(bytes, at, to);
    const features: number[] = [];
    forEachFeature(bytes, at, to, (bucket) => features.push(bucket));
    sentences.push({ start, end, features: Int32Array.from(features) });
    at = to;
    start = end;
  }
  return sentences;
}

function encodeOpening(text: string, from: number, bytes: Uint8Array): number {
  const whole = from === 0 && text.length <= OPENING_CHARS;
  const length = encodeText(whole ? text : text.slice(from, from + OPENING_CHARS), bytes);
  bytes[length] = 0;
  return length;
}

/** Returns the end of the sentence that starts at byte `from`, cut roughly. */
function sentenceEnd(bytes: Uint8Array, from: number, length: number): number {
  let end = from + (bytes[from]! < 0xe0 ? MIN_SENTENCE_CHARS : 3 * MIN_SENTENCE_CHARS);
  while (end < length && !stopsAt(bytes, end)) end += 1;
  return Math.min(end + 1, length);
}

/**
 * Reports whether the byte is a full stop, an exclamation or question mark or a line feed, or the last byte of a wide
 * stop or mark.
 */
function stopsAt(bytes: Uint8Array, at: number): boolean {
  const byte = bytes[at]!;
  if (byte < 64) return byte === 46 || byte === 33 || byte === 63 || byte === 10;
  if (byte === 0x82) return bytes[at - 1] === 0x80 && bytes[at - 2] === 0xe3;
  return (byte === 0x81 || byte === 0x9f) && bytes[at - 1] === 0xbc && bytes[at - 2] === 0xef;
}

function unitsWithin(bytes: Uint8Array, from: number, to: number): number {
  let units = 0;
  for (let i = from; i < to; i += 1) units += unitsOf(bytes[i]!);
  return units;
}

/** Reports the bucket of every feature of the bytes `from..to`. Also reads the byte at `to`, which must exist. */
function forEachFeature(bytes: Uint8Array, from: number, to: number, tell: (bucket: number) => void): void {
  if (isWide(bytes, from, to)) forEachWideFeature(bytes, from, to, tell);
  else forEachNarrowFeature(bytes, from, to, tell);
}

/** Reports whether a wide character occurs near the start. */
function isWide(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to && i < from + NEAR; i += 1) if (bytes[i]! >= 0xe3) return true;
  return false;
}

/** The runs of four and of six bytes that end at each byte. */
function forEachNarrowFeature(bytes: Uint8Array, from: number, to: number, tell: (bucket: number) => void): void {
  // The last four bytes, with letters in lower case, and those that ended one and two bytes before.
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
    tell(short >>> SHIFT);
    tell(long >>> SHIFT);
  }
}

/**
 * The runs of six and of twelve bytes that end at each character: two and four characters in scripts of three bytes
 * each.
 */
function forEachWideFeature(bytes: Uint8Array, from: number, to: number, tell: (bucket: number) => void): void {
  // The last twelve bytes, four by four.
  let [c, b, a] = [SPACES, SPACES, SPACES];
  for (let i = from; i < to; i += 1) {
    a = (a << 8) | (b >>> 24);
    b = (b << 8) | (c >>> 24);
    c = (c << 8) | bytes[i]!;
    if ((bytes[i + 1]! & 0xc0) === 0x80) continue;
    const short = Math.imul(c ^ Math.imul(b & 0xffff, MIX_BEFORE), MIX);
    const long = Math.imul(short ^ Math.imul(a ^ Math.imul(b >>> 16, MIX), MIX_BEFORE), MIX_LONG);
    tell(short >>> SHIFT);
    tell(long >>> SHIFT);
  }
}
