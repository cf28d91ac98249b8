/** What one yes or no multiplies the evidence for each alternative by. */
export interface BernoulliFactors {
  readonly hit: readonly number[];
  readonly miss: readonly number[];
}

/** Evidence beyond this says nothing more, and must stay a number. */
const MOST = 1e200;

/**
 * Likelihood ratios of "the odds are m times those of `most`" against "the chance of a hit is at most `most`", one for each m > 1. Each has mean
 * at most 1 wherever the chance given the past is at most `most`. Throws RangeError unless 0 < most <= 1 and every m > 1.
 */
export function bernoulliFactors(most: number, oddsRatios: readonly number[]): BernoulliFactors {
  if (!(most > 0 && most <= 1)) throw new RangeError(`no chance of ${most}`);
  if (!oddsRatios.every((m) => m > 1)) throw new RangeError('an alternative has higher odds');
  const miss = oddsRatios.map((m) => 1 / (1 - most + most * m));
  return { hit: miss.map((one, k) => one * oddsRatios[k]!), miss };
}

/**
 * One step of the e-CUSUM (Shin, Ramdas & Rinaldo 2023) for each alternative, in place: M_k = max(M_k, 1) f_k, for the levels from `at` on.
 * Returns the mean of the new levels. From M_k = 0 on, the mean minus the number of steps is a supermartingale where every factor has mean at most 1
 * given the past. So, by the optional stopping theorem, the chance that it reaches c within N steps is at most N / c; and so it is for any weighted
 * mean of such means, and for a sum of them if each step moves one of the summands.
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

/** Nats that the evidence for `oddsRatio` grows by in a mean step, where hits come at `rate` and at most `most` was expected. */
export function meanGrowth(rate: number, most: number, oddsRatio: number): number {
  return rate * Math.log(oddsRatio) - Math.log(1 - most + most * oddsRatio);
}

/** The chance whose odds are so many times as high. */
export const atOdds = (rate: number, oddsRatio: number): number => (rate * oddsRatio) / (1 - rate + rate * oddsRatio);
