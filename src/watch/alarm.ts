import type { WatchAlarm, WatchSuspect } from '../schema/index.ts';
import { eBenjaminiHochberg } from '../stats/index.ts';
import { meanLevel, signalEvidence } from './evidence.ts';
import { BOUNDS_SHARE } from './reference/reference-bounds.ts';
import { signalCounts } from './signal-counts.ts';
import { stratumKey, stratumOf } from './strata/stratum-key.ts';
import type { WatchPlan } from './watch-plan.ts';
import type { WatchState } from './watch-state.ts';

/** Signals with a smaller share of the evidence are not shown unless they are named. */
const LEAST_SHARE = 0.05;

/**
 * Builds the alarm that the evidence raises. Signals are named by e-BH: within the horizon, while a signal does not
 * change, its evidence has a mean of at most `horizon`, even at a moment chosen by looking at the data. Divided by
 * `horizon` it is therefore an e-value.
 */
export function alarmOf(plan: WatchPlan, state: WatchState, evidence: number, at: number): WatchAlarm {
  const { alpha, horizon, threshold, signals } = plan;
  const parts = Object.values(state.parts);
  const watched = signals
    .map((signal, s) => ({ signal, s, evidence: signalEvidence(state.whole, parts, s) }))
    .filter(({ s }) => [...plan.strata.values()].some(({ cells }) => cells[s] !== null));
  const named = new Set(
    eBenjaminiHochberg(
      watched.map((one) => one.evidence / horizon),
      alpha * (1 - BOUNDS_SHARE),
    ),
  );
  const total = watched.reduce((sum, one) => sum + one.evidence, 0);
  const suspects = watched
    .map(
      ({ signal, s, evidence: own }, i): WatchSuspect => ({
        id: signal.id,
        title: signal.title,
        named: named.has(i),
        share: own / total,
        ...signalCounts(plan, state, s),
        part: partOf(state, s),
      }),
    )
    .filter((one) => one.named || one.share >= LEAST_SHARE)
    .sort((a, b) => b.share - a.share);
  return { at, answers: state.seen, evidence, threshold, horizon, alpha, signals: suspects };
}

/** Returns the part with the highest level, or null if there are fewer than two parts or if none exceeds the whole. */
function partOf(state: WatchState, signal: number): WatchSuspect['part'] {
  const levels = Object.entries(state.parts).map(([part, all]) => ({ part, level: meanLevel(all, signal) }));
  if (levels.length < 2) return null;
  const most = levels.reduce((a, b) => (b.level > a.level ? b : a));
  if (most.level <= meanLevel(state.whole, signal)) return null;
  const { model, language } = stratumOf(stratumKey(most.part, 0));
  return { model, language };
}
