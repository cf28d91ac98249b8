import type { MetricId, RolloutPlan } from '../../src/rollout/index.ts';

/**
 * Returns a plan with these metrics, all with the same margin (in 1/100,000) and required for promotion, without
 * minimum times.
 */
export function planOf(metrics: readonly MetricId[], margin: number, more: Partial<RolloutPlan> = {}): RolloutPlan {
  return {
    model: 'assistant',
    stable: { model: 'stable', digest: null },
    canary: { model: 'canary', digest: null },
    stages: [50_000, 100_000].map((share) => ({ share, policy: 'final', minMs: 0, minExposures: 0 })),
    alpha: 1000,
    beta: 1000,
    metrics: metrics.map((id) => ({ id, margin, weight: 1, isRequired: true })),
    perUnit: { answers: 1, windowMs: 3_600_000 },
    pairWithinMs: 3_600_000,
    labelWithinMs: 60_000,
    slowMs: 10_000,
    probesPerHour: 60,
    rule: 2,
    ...more,
  };
}
