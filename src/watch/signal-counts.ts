import type { HitCount } from '../schema/index.ts';
import type { WatchPlan } from './watch-plan.ts';
import type { WatchState } from './watch-state.ts';

const sum = (counts: readonly HitCount[]): HitCount =>
  counts.reduce((all, one) => ({ hits: all.hits + one.hits, of: all.of + one.of }), { hits: 0, of: 0 });

/** Sums a signal's hits over the strata in which it is watched: in the reference, and observed since. */
export function signalCounts(
  { strata }: WatchPlan,
  state: WatchState,
  signal: number,
): { readonly reference: HitCount; readonly observed: HitCount } {
  const watched = [...strata.values()].filter(({ cells }) => cells[signal] !== null);
  return {
    reference: sum(watched.map(({ cells }) => cells[signal]!.reference)),
    observed: sum(
      watched.map(({ key }) => ({
        hits: state.strata[key]?.hits[signal] ?? 0,
        of: state.strata[key]?.seen[signal] ?? 0,
      })),
    ),
  };
}
