import { atOdds, meanGrowth } from '../stats/index.ts';
import { ODDS_RATIOS } from './reference/reference-bounds.ts';
import { isFall } from './signals/signal.ts';
import type { WatchPlan } from './watch-plan.ts';
import type { WatchState } from './watch-state.ts';

/**
 * Estimates how many more answers it takes until a doubling of the odds raises an alarm, in the reference's mix of
 * strata: log(threshold / level) over the growth per answer, for the fastest alternative. Null if every alternative
 * loses, because the bound of the reference is above twice the rate observed in it.
 */
export function answersToSeeDoubling(plan: WatchPlan, state: WatchState, signal: number): number | null {
  const strata = [...plan.strata.values()].filter(({ cells }) => cells[signal] !== null);
  const answers = strata.reduce((sum, { reference }) => sum + reference.answers, 0);
  const falls = isFall(plan.signals[signal]!);
  const needed = ODDS_RATIOS.flatMap((ratio, k) => {
    let growth = 0;
    for (const { cells } of strata) {
      const { most, reference } = cells[signal]!;
      const hits = falls ? reference.of - reference.hits : reference.hits;
      // Add half a hit, so that a count of zero does not mean a rate of zero.
      const rate = (hits + 0.5) / (reference.of + 1);
      growth += reference.of * meanGrowth(atOdds(rate, 2), most, ratio);
    }
    const level = Math.max(1, state.whole[signal * ODDS_RATIOS.length + k]!);
    const missing = Math.log(plan.threshold * plan.watched * ODDS_RATIOS.length) - Math.log(level);
    return growth > 0 ? [Math.max(0, missing) / (growth / answers)] : [];
  });
  return needed.length === 0 ? null : Math.ceil(Math.min(...needed));
}
