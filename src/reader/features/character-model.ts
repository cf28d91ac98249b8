import { bytesOfBase64 } from '../network/base64.ts';

/** Number of UTF-16 code units of a text that are looked at. */
const MAX_CHARS = 600;
/** Runs are three to five characters long, in wide scripts also one and two. */
const MAX_RUN = 5;
const MIN_RUN = 3;
const WIDE = 0x2e80;

/** Weights in the form that training writes. */
export interface PackedCharacterModel {
  readonly scale: number;
  readonly bias: number;
  /** Binary logarithm of the number of buckets. */
  readonly bits: number;
  /** Signed bytes by bucket, in steps of `scale`; base64. */
  readonly weights: string;
}

/**
 * Estimates how likely a short text is of some kind: a linear model over its runs of characters, learnt from labelled
 * texts.
 */
export class CharacterModel {
  readonly #scale: number;
  readonly #bias: number;
  readonly #bits: number;
  readonly #weights: Int8Array;

  constructor({ scale, bias, bits, weights }: PackedCharacterModel) {
    this.#scale = scale;
    this.#bias = bias;
    this.#bits = bits;
    this.#weights = new Int8Array(bytesOfBase64(weights, 1 << bits).buffer);
  }

  /** Returns the probability, 0..1, for a folded text. */
  of(text: string): number {
    const weights = this.#weights;
    let sum = 0;
    let count = 0;
    forEachRun(text, this.#bits, (bucket) => {
      sum += weights[bucket]!;
      count += 1;
    });
    return 1 / (1 + Math.exp(-((sum * this.#scale) / Math.sqrt(Math.max(1, count)) + this.#bias)));
  }
}

/** Returns the buckets of a text, with repeats. */
export function characterFeatures(text: string, bits: number): number[] {
  const buckets: number[] = [];
  forEachRun(text, bits, (bucket) => buckets.push(bucket));
  return buckets;
}

function forEachRun(whole: string, bits: number, take: (bucket: number) => void): void {
  const text = ` ${whole.slice(0, MAX_CHARS)} `;
  const shift = 32 - bits;
  for (let i = 0; i < text.length; i += 1) {
    let hash = 0x811c9dc5;
    for (let n = 1; n <= MAX_RUN && i + n <= text.length; n += 1) {
      const code = text.charCodeAt(i + n - 1);
      hash = Math.imul(hash ^ code, 0x01000193);
      if (n < MIN_RUN && code < WIDE) continue;
      take(Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> shift);
    }
  }
}
