import { seededRandom } from '../stats/index.ts';
import { meanDifference, type Stratum } from './stratum.ts';

/** Randomly draws which rows of each stratum count as the check's, and returns the resulting mean difference. */
export class SplitSampler {
  readonly #strata: readonly Stratum[];
  readonly #sums: readonly Float64Array[];
  readonly #orders: readonly Int32Array[];
  readonly #scratch: Float64Array;
  readonly #count: number;
  readonly #random: () => number;

  constructor(strata: readonly Stratum[], seed: number) {
    // A prompt that is always answered the same adds nothing to any split.
    this.#strata = strata.filter(varies);
    this.#count = Math.max(strata.length, 1);
    this.#sums = this.#strata.map(columnSums);
    this.#orders = this.#strata.map(({ reference, check }) =>
      Int32Array.from({ length: reference + check }, (_, i) => i),
    );
    this.#scratch = new Float64Array(Math.max(0, ...this.#strata.map(({ tokens }) => tokens.length)));
    this.#random = seededRandom(seed);
  }

  next(): number {
    let sum = 0;
    for (let i = 0; i < this.#strata.length; i++) sum += this.#draw(i);
    return sum / this.#count;
  }

  #draw(index: number): number {
    const { tokens, reference, check, values, scale } = this.#strata[index]!;
    const sums = this.#sums[index]!;
    const order = this.#orders[index]!;
    const width = tokens.length;
    const part = this.#scratch;
    part.fill(0, 0, width);
    // Draw the smaller side; the other side is the rest.
    const drawn = Math.min(reference, check);
    const rest = reference + check - drawn;
    for (let i = 0; i < drawn; i++) {
      const j = i + Math.floor(this.#random() * (order.length - i));
      const row = order[j]!;
      order[j] = order[i]!;
      order[i] = row;
      for (let column = 0, at = row * width; column < width; column++, at++) part[column]! += values[at]!;
    }
    let distance = 0;
    for (let column = 0; column < width; column++)
      distance += Math.abs(part[column]! / drawn - (sums[column]! - part[column]!) / rest);
    return distance * scale;
  }
}

function columnSums({ tokens, values }: Stratum): Float64Array {
  const sums = new Float64Array(tokens.length);
  for (let at = 0; at < values.length; at++) sums[at % tokens.length]! += values[at]!;
  return sums;
}

function varies({ tokens, values }: Stratum): boolean {
  for (let at = tokens.length; at < values.length; at++) if (values[at] !== values[at % tokens.length]) return true;
  return false;
}

/**
 * Returns the probability of a difference at least this large if nothing changed: p = (1 + b) / (1 + B), where b of B
 * random splits of each prompt's requests differ at least as much (Phipson & Smyth 2010). It is valid at every sample
 * size if the requests of one prompt are exchangeable. Ties count against a change. Returns 1 if each prompt was always
 * answered the same.
 */
export function permutationPValue(strata: readonly Stratum[], permutations: number, seed: number): number {
  const seen = meanDifference(strata);
  if (!strata.some(varies)) return 1;
  const sampler = new SplitSampler(strata, seed);
  // Sums in a different order differ in their last bits; a tie must not count as a smaller difference.
  const bar = seen * (1 - 1e-9) - 1e-12;
  let atLeast = 0;
  for (let i = 0; i < permutations; i++) if (sampler.next() >= bar) atLeast++;
  return (1 + atLeast) / (1 + permutations);
}

/**
 * Returns the smallest p that splits of these strata can give, however large the difference: one over the number of
 * splits.
 */
export function leastPValue(strata: readonly Stratum[]): number {
  let logSplits = 0;
  for (const { reference, check } of strata)
    for (let i = 1; i <= check; i++) logSplits += Math.log((reference + i) / i);
  return Math.exp(-logSplits);
}
