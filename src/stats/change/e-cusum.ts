/** Factors by which a hit or a miss multiplies the evidence for each alternative. */
export interface BernoulliFactors {
  readonly hit: readonly number[];
  readonly miss: readonly number[];
}

/** Cap on a level: more evidence than this adds nothing, and the level must stay finite. */
const MOST = 1e200;

/**
 * Returns the likelihood ratios of "the odds are m times those of `most`" against "the chance of a hit is at most
 * `most`", one for each m > 1. Each ratio has a mean of at most 1 whenever the chance given the past is at most `most`.
 * Throws RangeError unless 0 < most <= 1 and every m > 1.
 */
export function bernoulliFactors(most: number, oddsRatios: readonly number[]): BernoulliFactors {
  if (!(most > 0 && most <= 1)) throw new RangeError(`no chance of ${most}`);
  if (!oddsRatios.every((m) => m > 1)) throw new RangeError('an alternative has higher odds');
  const miss = oddsRatios.map((m) => 1 / (1 - most + most * m));
  return { hit: miss.map((one, k) => one * oddsRatios[k]!), miss };
}

/**
 * Takes one step of the e-CUSUM (Shin, Ramdas & Rinaldo 2023) for each alternative, in place: M_k = max(M_k, 1) f_k,
 * for the levels that start at index `at`. Returns the mean of the new levels. Starting from M_k = 0, the mean minus
 * the number of steps is a supermartingale if every factor has a mean of at most 1 given the past. By the optional
 * stopping theorem, the chance that the mean reaches c within N steps is then at most N / c. The same holds for any
 * weighted mean of such means, and for a sum of them if each step moves only one of the summands.
 */
export function stepECusum(levels: number[], at: number, factors: readonly number[]): number {
  let sum = 0;
  for (let k = 0; k < factors.length; k += 1) {
    const before = levels[at + k]!;
    let level = (before > 1 ? before : 1) * factors[k]!;
    if (level > MOST) level = MOST;
    levels[at + k] = level;
    sum += level;
  }
  return sum / factors.length;
}

/**
 * Returns the expected growth of the evidence for `oddsRatio` per step, in nats, with hits at `rate` where at most
 * `most` was expected.
 */
export function meanGrowth(rate: number, most: number, oddsRatio: number): number {
  return rate * Math.log(oddsRatio) - Math.log(1 - most + most * oddsRatio);
}

/** Returns the chance whose odds are `oddsRatio` times those of `rate`. */
export const atOdds = (rate: number, oddsRatio: number): number => (rate * oddsRatio) / (1 - rate + rate * oddsRatio);
