import { BUCKETS } from './bucket.ts';
import { NO_METRIC_EVIDENCE } from './merge-evidence.ts';
import type { RolloutDecision, RolloutEvidence, RolloutPosition } from './rollout-events.ts';
import type { RolloutMetric, RolloutPlan } from './rollout-plan.ts';

/**
 * Share of alpha reserved for the upper bounds of the control's rates, which the evidence at 100 % relies on. The rest
 * is for the evidence itself.
 */
export const BOUNDS_SHARE = 0.1;

/**
 * Returns the part of alpha that start `attempt` (from 1) under one model name may spend. All starts together spend at
 * most alpha, since sum 1/j^2 = pi^2/6.
 */
export function attemptAlpha(alpha: number, attempt: number): number {
  return (alpha * 6) / (Math.PI * attempt) ** 2;
}

const evidenceOf = (evidence: RolloutEvidence, { id }: RolloutMetric) =>
  Object.hasOwn(evidence.metrics, id) ? evidence.metrics[id]! : NO_METRIC_EVIDENCE;

/**
 * Returns the natural logarithm of the weighted mean of the metrics' evidence for a rollback, and the metric that
 * contributes most to it.
 */
export function rollbackEvidence(
  plan: RolloutPlan,
  evidence: RolloutEvidence,
): { readonly log: number; readonly metric: string | null } {
  const total = plan.metrics.reduce((sum, { weight }) => sum + weight, 0);
  let most = Number.NEGATIVE_INFINITY;
  let metric: string | null = null;
  for (const each of plan.metrics) {
    const log = Math.log(each.weight / total) + evidenceOf(evidence, each).logRollback;
    if (log > most) [most, metric] = [log, each.id];
  }
  if (metric === null) return { log: Number.NEGATIVE_INFINITY, metric };
  let sum = 0;
  for (const each of plan.metrics) {
    sum += Math.exp(Math.log(each.weight / total) + evidenceOf(evidence, each).logRollback - most);
  }
  return { log: most + Math.log(sum), metric };
}

/** Returns the evidence required for a rollback, as a natural logarithm. */
export function rollbackGoal(plan: RolloutPlan, attempt: number): number {
  return -Math.log((1 - BOUNDS_SHARE) * attemptAlpha(plan.alpha / BUCKETS, attempt));
}

/**
 * Returns the decision of the rule at `at` (milliseconds since 1970), or null to stay; nothing else may happen without
 * a person. A rollback is considered first, also while paused, and after completion as long as a control is held back.
 * Advance and complete are possible only while running. Nothing follows a rollback.
 */
export function decide(
  plan: RolloutPlan,
  position: RolloutPosition,
  evidence: RolloutEvidence,
  at: number,
): RolloutDecision | null {
  const stage = plan.stages[position.stage];
  // After completion, traffic that is still held back is a control, so a rollback is still possible; without one,
  // nothing more is decided.
  const isHeldBack = stage !== undefined && stage.share < BUCKETS;
  if (position.status === 'rolled-back' || (position.status === 'completed' && !isHeldBack)) return null;
  const { log, metric } = rollbackEvidence(plan, evidence);
  if (log >= rollbackGoal(plan, position.attempt)) return { action: 'rollback', metric };
  if (position.status !== 'running' || stage === undefined) return null;
  if (at - position.since < stage.minMs) return null;
  if (evidence.exposures - position.exposuresBefore < stage.minExposures) return null;
  const goal = -Math.log(plan.beta / BUCKETS);
  const isShown = plan.metrics.every((each) => !each.isRequired || evidenceOf(evidence, each).logPromotion >= goal);
  if (!isShown) return null;
  return { action: position.stage + 1 < plan.stages.length ? 'advance' : 'complete', metric: null };
}
