import { BUCKETS } from './bucket.ts';
import { METRICS } from './metrics/index.ts';
import type { RolloutPlan } from './rollout-plan.ts';

const isWhole = (value: number, least: number, most = Number.MAX_SAFE_INTEGER): boolean =>
  Number.isSafeInteger(value) && value >= least && value <= most;

function problemOf(plan: RolloutPlan): string | null {
  const { stages, metrics, perUnit } = plan;
  if (stages.length === 0) return 'no stages';
  const shares = stages.map(({ share }) => share);
  if (!shares.every((share, i) => isWhole(share, Math.max(1, shares[i - 1] ?? 1), BUCKETS))) return `shares ${shares}`;
  if (!stages.every((stage) => isWhole(stage.minMs, 0) && isWhole(stage.minExposures, 0)))
    return 'least times and exposures';
  if (metrics.length === 0) return 'no metrics';
  if (new Set(metrics.map(({ id }) => id)).size < metrics.length) return 'a metric twice';
  for (const { id, margin, weight } of metrics) {
    if (id !== 'probe' && !Object.hasOwn(METRICS, id)) return `metric ${id}`;
    if (!isWhole(margin, 0, BUCKETS - 1) || !isWhole(weight, 0)) return `margin or weight of ${id}`;
  }
  if (metrics.every(({ weight }) => weight === 0)) return 'no weight';
  if (![plan.alpha, plan.beta].every((chance) => isWhole(chance, 1, BUCKETS - 1))) return 'alpha or beta';
  if (!isWhole(perUnit.answers, 1) || !isWhole(perUnit.windowMs, 1)) return 'answers per unit';
  if (plan.rule !== 1 && plan.rule !== 2) return `rule ${plan.rule}`;
  const waits = [plan.pairWithinMs, plan.labelWithinMs, plan.slowMs, plan.probesPerHour];
  return waits.every((value) => isWhole(value, 0)) ? null : 'waits, slowMs or probesPerHour';
}

/**
 * Throws RangeError if a plan is invalid. Among other things, shares must not fall, probabilities must lie strictly
 * between 0 and 1, and all numbers must be whole.
 */
export function requirePlan(plan: RolloutPlan): void {
  const problem = problemOf(plan);
  if (problem !== null) throw new RangeError(`a rollout cannot go by this plan: ${problem}`);
}
