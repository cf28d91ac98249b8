import { BUCKETS } from './bucket.ts';
import { rollbackEvidence, rollbackGoal } from './decide.ts';
import { NO_METRIC_EVIDENCE } from './merge-evidence.ts';
import { MetricProcess } from './metric-process.ts';
import { requirePlan } from './require-plan.ts';
import type { MetricId, RolloutMetric, RolloutPlan } from './rollout-plan.ts';

/** Harm, 1, or none, 0, of the canary's answer and of the control's. */
export type PairLabels = readonly [canary: 0 | 1, control: 0 | 1];

/** Only where everybody gets the canary does a process ask how sure the bound of the control is: not here. */
const NO_BOUND = 0.5;

/**
 * How many pairs the rule needs for a decision, before any were seen: the processes and the weighing of a rollout, without its log. Harm is in
 * one metric; the others see as many answers and no harm. Probes are pairs of their own, and tell nothing of answers.
 */
export class PairsNeeded {
  readonly #plan: RolloutPlan;
  readonly #goal: number;
  readonly #most: number;
  /** Of each metric, evidence for a rollback after so many pairs without harm. */
  readonly #quiet = new Map<string, number[]>();

  /** `attempt`: which start it is, from 1. `most`: pairs after which it is given up. Throws RangeError where the plan cannot be kept. */
  constructor(plan: RolloutPlan, attempt: number, most: number) {
    requirePlan(plan);
    this.#plan = plan;
    this.#goal = rollbackGoal(plan, attempt);
    this.#most = most;
  }

  /** Pairs of `metric` until the rollback; null: more than `most`, or than there are in `pairs`. */
  rollback(metric: MetricId, pairs: Iterable<PairLabels>): number | null {
    const process = this.#process(metric);
    let seen = 0;
    for (const [canary, control] of pairs) {
      if (seen >= this.#most) return null;
      process.seePair(canary, control);
      seen += 1;
      // Nothing else makes the evidence grow.
      if (canary > control && this.#weighed(metric, process, seen) >= this.#goal) return seen;
    }
    return null;
  }

  /** Pairs without any harm until the evidence of `metric` lets the canary go on: it needs as many at least. null: more than `most`. */
  promotion(metric: MetricId): number | null {
    const process = this.#process(metric);
    const goal = -Math.log(this.#plan.beta / BUCKETS);
    for (let seen = 1; seen <= this.#most; seen += 1) {
      process.seePair(0, 0);
      if (process.evidence.logPromotion >= goal) return seen;
    }
    return null;
  }

  #process(id: MetricId): MetricProcess {
    const metric = this.#plan.metrics.find((one) => one.id === id);
    if (metric === undefined) throw new RangeError(`no metric ${id} in this plan`);
    return new MetricProcess(metric.margin / BUCKETS, NO_BOUND);
  }

  #weighed(metric: MetricId, process: MetricProcess, seen: number): number {
    const metrics = Object.fromEntries(
      this.#plan.metrics.map((one) => {
        if (one.id === metric) return [one.id, process.evidence];
        const isApart = (one.id === 'probe') !== (metric === 'probe');
        return [one.id, { ...NO_METRIC_EVIDENCE, logRollback: isApart ? 0 : this.#quietAfter(one, seen) }];
      }),
    );
    return rollbackEvidence(this.#plan, { exposures: 0, metrics }).log;
  }

  #quietAfter({ id, margin }: RolloutMetric, seen: number): number {
    let logs = this.#quiet.get(id);
    if (logs === undefined) {
      logs = [];
      const process = new MetricProcess(margin / BUCKETS, NO_BOUND);
      for (let n = 0; n < this.#most; n += 1) {
        process.seePair(0, 0);
        logs.push(process.evidence.logRollback);
      }
      this.#quiet.set(id, logs);
    }
    return logs[seen - 1]!;
  }
}
