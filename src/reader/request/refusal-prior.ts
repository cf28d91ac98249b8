import { bytesOfBase64 } from '../network/base64.ts';

/** Buckets of features. */
export const PRIOR_BUCKETS = 1 << 17;
const SHIFT = 32 - 17;
/** So much of an instruction is looked at, in UTF-16 code units. */
const MAX_CHARS = 600;
/** Runs of three to five characters; of a wide script also of one and two. */
const MAX_RUN = 5;
const MIN_RUN = 3;
const WIDE = 0x2e80;

/** The weights as training writes them. */
export interface PackedPrior {
  readonly scale: number;
  readonly bias: number;
  /** Signed bytes by bucket, in steps of `scale`; base64. */
  readonly weights: string;
}

/**
 * How likely a request is declined, told from the request alone: a linear model over its runs of characters, learnt from the
 * corpus. After a refusal it tells a list of alternatives to a harmful request from the list that was asked for.
 */
export class RefusalPrior {
  readonly #scale: number;
  readonly #bias: number;
  readonly #weights: Int8Array;

  constructor({ scale, bias, weights }: PackedPrior) {
    this.#scale = scale;
    this.#bias = bias;
    this.#weights = new Int8Array(bytesOfBase64(weights, PRIOR_BUCKETS).buffer);
  }

  /** 0..1 for a folded instruction. */
  of(instruction: string): number {
    const buckets = priorFeatures(instruction);
    let sum = 0;
    for (const bucket of buckets) sum += this.#weights[bucket]!;
    return 1 / (1 + Math.exp(-((sum * this.#scale) / Math.sqrt(Math.max(1, buckets.length)) + this.#bias)));
  }
}

/** The buckets of an instruction, with repeats. */
export function priorFeatures(instruction: string): number[] {
  const text = ` ${instruction.slice(0, MAX_CHARS)} `;
  const buckets: number[] = [];
  for (let i = 0; i < text.length; i += 1) {
    let hash = 0x811c9dc5;
    for (let n = 1; n <= MAX_RUN && i + n <= text.length; n += 1) {
      const code = text.charCodeAt(i + n - 1);
      hash = Math.imul(hash ^ code, 0x01000193);
      if (n < MIN_RUN && code < WIDE) continue;
      buckets.push(Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> SHIFT);
    }
  }
  return buckets;
}
