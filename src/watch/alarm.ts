import type { WatchAlarm, WatchSuspect } from '../schema/index.ts';
import { eBenjaminiHochberg } from '../stats/index.ts';
import { meanLevel, signalEvidence } from './evidence.ts';
import { BOUNDS_SHARE } from './reference/reference-bounds.ts';
import { signalCounts } from './signal-counts.ts';
import { stratumKey, stratumOf } from './strata/stratum-key.ts';
import type { WatchPlan } from './watch-plan.ts';
import type { WatchState } from './watch-state.ts';

/** A signal with less of the evidence is not shown, unless it is named. */
const LEAST_SHARE = 0.05;

/**
 * The alarm that evidence raises. Signals are named by e-BH: within the horizon the evidence of one signal has a mean of at most `horizon` while that
 * signal does not change, at any moment that is chosen by looking; divided by it, it is an e-value.
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

/** The part with more evidence than the whole; null where there is none, or only one. */
function partOf(state: WatchState, signal: number): WatchSuspect['part'] {
  const levels = Object.entries(state.parts).map(([part, all]) => ({ part, level: meanLevel(all, signal) }));
  if (levels.length < 2) return null;
  const most = levels.reduce((a, b) => (b.level > a.level ? b : a));
  if (most.level <= meanLevel(state.whole, signal)) return null;
  const { model, language } = stratumOf(stratumKey(most.part, 0));
  return { model, language };
}
