import type { MetricEvidence, RolloutEvidence } from './rollout-events.ts';

/** Evidence of a metric that has seen nothing. */
export const NO_METRIC_EVIDENCE: MetricEvidence = {
  pairs: 0,
  canaryHarms: 0,
  controlHarms: 0,
  logRollback: 0,
  logPromotion: 0,
};

/**
 * Sums the evidence of several gateways, field by field. Logarithms may be added because each factor has a mean of at
 * most 1 given everything seen before. Without parts, there is no evidence. Logarithms are floating-point sums, so a
 * different order may change the last bits.
 */
export function mergeEvidence(parts: readonly RolloutEvidence[]): RolloutEvidence {
  const metrics: Record<string, MetricEvidence> = {};
  let exposures = 0;
  for (const part of parts) {
    exposures += part.exposures;
    for (const [id, more] of Object.entries(part.metrics)) {
      const sum = Object.hasOwn(metrics, id) ? metrics[id]! : NO_METRIC_EVIDENCE;
      metrics[id] = {
        pairs: sum.pairs + more.pairs,
        canaryHarms: sum.canaryHarms + more.canaryHarms,
        controlHarms: sum.controlHarms + more.controlHarms,
        logRollback: sum.logRollback + more.logRollback,
        logPromotion: sum.logPromotion + more.logPromotion,
      };
    }
  }
  return { exposures, metrics };
}
