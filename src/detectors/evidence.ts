import { DETECTOR_IDS, type Level } from '../schema/index.ts';
import { clopperPearson, logBinomialTail } from '../stats/index.ts';
import { BASE_RATES } from './base-rates.ts';
import type { Detector } from './detector.ts';

/** Something counted over a set, before any judgement. */
export interface MeasuredCount {
  /** Names the base rate that it is held against; fixed, whatever the file holds: `rows`, `opening`, ... */
  readonly measure: string;
  readonly count: number;
  readonly of: number;
}

/** A detector whose findings rest on counts says what it counted, so that `npm run base-rates` can measure it. */
export interface Counting<State> {
  counts(state: State): readonly MeasuredCount[];
}

/** What a detector counted; nothing where its findings rest on no rate. */
export function countsOf(detector: Detector, state: unknown): readonly MeasuredCount[] {
  return 'counts' in detector ? (detector as Detector & Counting<unknown>).counts(state) : [];
}

/** What a detector asks of its evidence beyond being improbable. */
export interface Bars {
  /** How many ways the detector itself could have found something (candidates tried); 1 unless stated. */
  readonly tries?: number;
  /** Fewer rows than this are no more than `info`. 3 unless stated. */
  readonly leastCount?: number;
  /** Corrected probability from which on `review` is due; 1e-3 unless stated. */
  readonly reviewP?: number;
  /** The lower 95 % bound of the share must reach this for `review`, `block`; 0 unless stated. */
  readonly reviewShare?: number;
  readonly blockShare?: number;
}

/** A count held against a benign rate: the numeric part of a finding, and its level. */
export interface Weighed {
  readonly level: Level;
  readonly count: number;
  readonly of: number;
  readonly interval: readonly [low: number, high: number];
  readonly confidence: number;
  readonly baseRate: number;
}

/** Detectors that run over every set: each is one more chance of a false alarm. */
const DETECTORS_RUN = DETECTOR_IDS.length - 1;

/** Corrected probability at or below which a set is held for review; its natural logarithm, for which it is blocked. */
const REVIEW_P = 1e-3;
const BLOCK_LOG_P = Math.log(1e-9);

/**
 * The rate to hold a count against: the measured one, or `allowance` where that is greater. The allowance is what
 * honest sets of kinds that were not measured may reach. A measure that is not in the table gets 1, against which
 * nothing is improbable: no finding rests on a rate that nobody measured.
 */
export function benignRate(measure: string, allowance = 0): number {
  return Math.max(BASE_RATES[measure]?.upper ?? 1, allowance);
}

/**
 * Holds `count` of `of` against a benign rate. The confidence is 1 - p, where p is the probability of such a count at
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

/** The level of a corrected log probability, a count and the lower bound of its share. */
export function levelFor(logP: number, count: number, low: number, bars: Bars = {}): Level {
  if (count < (bars.leastCount ?? 3) || logP > Math.log(bars.reviewP ?? REVIEW_P) || low < (bars.reviewShare ?? 0))
    return 'info';
  return logP <= BLOCK_LOG_P && low >= (bars.blockShare ?? 0) ? 'block' : 'review';
}

const RANK: Readonly<Record<Level, number>> = { info: 0, review: 1, block: 2 };

/** The lesser of two levels: for evidence of which every part must hold. */
export function lesser(a: Level, b: Level): Level {
  return RANK[a] <= RANK[b] ? a : b;
}

/** The greater of two levels: for evidence of which any part suffices. */
export function greater(a: Level, b: Level): Level {
  return RANK[a] >= RANK[b] ? a : b;
}
