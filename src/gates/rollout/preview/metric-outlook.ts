import { BUCKETS, type PairLabels, PairsNeeded, type RolloutPlan } from '../../../rollout/index.ts';
import { seededRandom } from '../../../stats/index.ts';

/** Number of pairs that a rollback takes at a given rate of the canary. */
interface RollbackOutlook {
  /** 0..1. */
  readonly rate: number;
  /** True if the rise is no larger than the margin, and so no reason to go back. */
  readonly isWithinMargin: boolean;
  /**
   * Number of pairs that suffices in half of all cases, and in nine of ten. null: more than `MOST_PAIRS`, or within the
   * margin.
   */
  readonly median: number | null;
  readonly nineOfTen: number | null;
}

export interface MetricOutlook {
  readonly id: RolloutPlan['metrics'][number]['id'];
  /** 0..1. */
  readonly margin: number;
  readonly weight: number;
  readonly isRequired: boolean;
  readonly rollback: readonly RollbackOutlook[];
  /** Minimum number of pairs, all without harm, before it lets the canary advance; null: more than `MOST_PAIRS`. */
  readonly promotionPairs: number | null;
}

/** Rate of stable in the outlook, and rates of the canary. */
export const CONTROL_RATE = 0.02;
export const CANARY_RATES: readonly number[] = [0.05, 0.2, 0.57];
export const MOST_PAIRS = 20_000;

/** Odd, so that there is a median. */
const RUNS = 101;

/** Returns what the metrics of a plan need, by the rule itself on drawn pairs: the same figures on every run. */
export function metricOutlooks(plan: RolloutPlan): readonly MetricOutlook[] {
  const needed = new PairsNeeded(plan, 1, MOST_PAIRS);
  return plan.metrics.map(({ id, margin, weight, isRequired }) => ({
    id,
    margin: margin / BUCKETS,
    weight,
    isRequired,
    rollback: CANARY_RATES.map((rate): RollbackOutlook => {
      const isWithinMargin = Math.round((rate - CONTROL_RATE) * BUCKETS) <= margin;
      if (isWithinMargin) return { rate, isWithinMargin, median: null, nineOfTen: null };
      const runs = Array.from(
        { length: RUNS },
        (_, run) => needed.rollback(id, drawnPairs(rate, run)) ?? MOST_PAIRS + 1,
      );
      const sorted = runs.sort((a, b) => a - b);
      const at = (share: number) => {
        const pairs = sorted[Math.ceil(share * RUNS) - 1]!;
        return pairs > MOST_PAIRS ? null : pairs;
      };
      return { rate, isWithinMargin, median: at(0.5), nineOfTen: at(0.9) };
    }),
    promotionPairs: needed.promotion(id),
  }));
}

/** Yields pairs of two models that do harm at their own rates, independently of each other. Endless. */
export function* drawnPairs(rate: number, seed: number): Generator<PairLabels> {
  const random = seededRandom(seed + 1);
  for (;;) yield [random() < rate ? 1 : 0, random() < CONTROL_RATE ? 1 : 0];
}
