import { DETECTOR_IDS, type Level } from '../schema/index.ts';
import { clopperPearson, logBinomialTail } from '../stats/index.ts';
import { BASE_RATES } from './base-rates.ts';
import type { Detector } from './detector.ts';

/** A count over a set, before any judgement. */
export interface MeasuredCount {
  /** Names the base rate that the count is compared with. Fixed, whatever the file contains: `rows`, `opening`, ... */
  readonly measure: string;
  readonly count: number;
  readonly of: number;
}

/** A detector whose findings rest on counts. It reports these counts, so that `npm run base-rates` can measure them. */
export interface Counting<State> {
  counts(state: State): readonly MeasuredCount[];
}

/** Returns the counts of a detector, or an empty list if its findings rest on no rate. */
export function countsOf(detector: Detector, state: unknown): readonly MeasuredCount[] {
  return 'counts' in detector ? (detector as Detector & Counting<unknown>).counts(state) : [];
}

/** Conditions that a detector imposes on its evidence beyond being improbable. */
export interface Bars {
  /** Number of ways in which the detector itself could have found something (candidates tried); 1 by default. */
  readonly tries?: number;
  /** Fewer rows than this are never more than `info`; 3 by default. */
  readonly leastCount?: number;
  /** Corrected probability at or below which a set is held for review; 1e-3 by default. */
  readonly reviewP?: number;
  /** Values that the lower 95 % bound of the share must reach for `review` and for `block`; 0 by default. */
  readonly reviewShare?: number;
  readonly blockShare?: number;
}

/** A count compared with a benign rate: the numeric part of a finding, and its level. */
export interface Weighed {
  readonly level: Level;
  readonly count: number;
  readonly of: number;
  readonly interval: readonly [low: number, high: number];
  readonly confidence: number;
  readonly baseRate: number;
}

/** Number of detectors that run over every set: each is one more chance of a false alarm. */
const DETECTORS_RUN = DETECTOR_IDS.length - 1;

/**
 * Corrected probability at or below which a set is held for review; and, as a natural logarithm, the one at or below
 * which it is blocked.
 */
const REVIEW_P = 1e-3;
const BLOCK_LOG_P = Math.log(1e-9);

/**
 * Returns the rate to compare a count with: the measured one, or `allowance` if that is greater. The allowance is the
 * rate that honest sets of unmeasured kinds may reach. A measure that is not in the table gets 1, against which nothing
 * is improbable: no finding rests on a rate that nobody measured.
 */
export function benignRate(measure: string, allowance = 0): number {
  return Math.max(BASE_RATES[measure]?.upper ?? 1, allowance);
}

/**
 * Compares `count` of `of` with a benign rate. The confidence is 1 - p, where p is the probability of such a count at
 * that rate (exact binomial tail), corrected for the detectors that run and the tries that this one made (Bonferroni).
 */
export function weigh(count: number, of: number, baseRate: number, bars: Bars = {}): Weighed {
  const logP = Math.min(0, logBinomialTail(count, of, baseRate) + Math.log(DETECTORS_RUN * (bars.tries ?? 1)));
  const interval = clopperPearson(count, of);
  return {
    level: levelFor(logP, count, interval[0], bars),
    count,
    of,
    interval,
    confidence: 1 - Math.exp(logP),
    baseRate,
  };
}

/** Returns the level for a corrected log probability, a count and the lower bound of its share. */
export function levelFor(logP: number, count: number, low: number, bars: Bars = {}): Level {
  if (count < (bars.leastCount ?? 3) || logP > Math.log(bars.reviewP ?? REVIEW_P) || low < (bars.reviewShare ?? 0))
    return 'info';
  return logP <= BLOCK_LOG_P && low >= (bars.blockShare ?? 0) ? 'block' : 'review';
}

const RANK: Readonly<Record<Level, number>> = { info: 0, review: 1, block: 2 };

/** Returns the lesser of two levels, for evidence in which every part must hold. */
export function lesser(a: Level, b: Level): Level {
  return RANK[a] <= RANK[b] ? a : b;
}

/** Returns the greater of two levels, for evidence in which any part suffices. */
export function greater(a: Level, b: Level): Level {
  return RANK[a] >= RANK[b] ? a : b;
}
