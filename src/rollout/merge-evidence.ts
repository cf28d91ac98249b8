import type { MetricEvidence, RolloutEvidence } from './rollout-events.ts';

/** What is known of a metric that has seen nothing. */
export const NO_METRIC_EVIDENCE: MetricEvidence = {
  pairs: 0,
  canaryHarms: 0,
  controlHarms: 0,
  logRollback: 0,
  logPromotion: 0,
};

/**
 * Evidence of several gateways together: field by field the sum. Logarithms add up, since each factor has a mean of at most 1 given all
 * that was seen before. Without parts: no evidence. Logarithms are sums of floating point numbers: another order may differ in the last bits.
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
