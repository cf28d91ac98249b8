import type { Message, WatchSignalId, WatchSignalStatus, WatchStatus, WatchStratumStatus } from '../schema/index.ts';
import { answersToSeeDoubling } from './answers-to-see-doubling.ts';
import { signalEvidence } from './evidence.ts';
import type { BoundStratum } from './reference/reference-bounds.ts';
import { signalCounts } from './signal-counts.ts';
import { isFall } from './signals/signal.ts';
import type { WatchPlan } from './watch-plan.ts';
import type { WatchState } from './watch-state.ts';

/**
 * Maximum share of counted answers without enough reference data to compare with. Above it, the watch is never called
 * quiet.
 */
const MOST_LEARNING = 0.1;

/** Returns the current status of a watch. */
export function statusOf(plan: WatchPlan, state: WatchState, evidence: number): WatchStatus {
  const { reference, alpha, horizon, tolerance, threshold } = plan;
  const { seen, watched, collapsed, learning, withoutAsker, from, to, acknowledged, alarm } = state;
  const reason = alarm === null ? whyLearning(plan, state) : null;
  return {
    verdict: alarm !== null ? 'alarm' : reason === null ? 'quiet' : 'learning',
    reason,
    alarm,
    evidence,
    threshold,
    alpha,
    horizon,
    tolerance,
    answers: { seen, watched, collapsed, learning, withoutAsker },
    from,
    to,
    acknowledged,
    reference: {
      identity: reference.identity,
      timeZone: reference.timeZone,
      hours: reference.hours,
      from: reference.from,
      to: reference.to,
      answers: reference.answers,
    },
    signals: plan.signals.map((_, s) => signalStatus(plan, state, s)),
    strata: [...plan.strata.values()].map((stratum) => stratumStatus(plan, state, stratum)),
  };
}

function whyLearning({ reference, identity }: WatchPlan, { watched, learning }: WatchState): Message | null {
  if (reference.identity !== identity) {
    return {
      en: `the reference is of another system: ${reference.identity} there, ${identity} now`,
      ja: `基準は別の構成のものです（基準：${reference.identity}、現在：${identity}）`,
    };
  }
  if (watched === 0 && learning === 0)
    return { en: 'no answers after those of the reference yet', ja: '基準より後の回答がまだありません' };
  if (learning <= MOST_LEARNING * (watched + learning)) return null;
  return {
    en: `${learning} of ${watched + learning} answers lie where the reference has too few to compare with`,
    ja: `${watched + learning} 件中 ${learning} 件は、基準の件数が足りない区分の回答です`,
  };
}

function signalStatus(plan: WatchPlan, state: WatchState, s: number): WatchSignalStatus {
  const { id, title } = plan.signals[s]!;
  const { reference, observed } = signalCounts(plan, state, s);
  const isWatched = reference.of > 0;
  return {
    id,
    title,
    state: isWatched ? 'watched' : 'learning',
    evidence: signalEvidence(state.whole, Object.values(state.parts), s) / Math.max(1, plan.watched),
    reference,
    observed,
    unknown: state.watched - observed.of,
    answersToSeeDoubling: isWatched ? answersToSeeDoubling(plan, state, s) : null,
  };
}

function stratumStatus(
  { signals }: WatchPlan,
  state: WatchState,
  { key, reference, cells, isLearning }: BoundStratum,
): WatchStratumStatus {
  const bounds: Partial<Record<WatchSignalId, number>> = {};
  signals.forEach((signal, s) => {
    const cell = cells[s];
    if (cell) bounds[signal.id] = isFall(signal) ? 1 - cell.most : cell.most;
  });
  const { hour, isWeekend, model, language, answers } = reference;
  return {
    hour,
    isWeekend,
    model,
    language,
    state: isLearning ? 'learning' : 'watched',
    referenceAnswers: answers,
    answers: state.strata[key]?.answers ?? 0,
    bounds,
  };
}
