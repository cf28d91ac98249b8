import { BUCKETS } from './bucket.ts';
import { rollbackEvidence, rollbackGoal } from './decide.ts';
import { NO_METRIC_EVIDENCE } from './merge-evidence.ts';
import { MetricProcess } from './metric-process.ts';
import { requirePlan } from './require-plan.ts';
import type { MetricId, RolloutMetric, RolloutPlan } from './rollout-plan.ts';

/** Labels of the canary's answer and of the control's: 1 for harm, 0 for none. */
export type PairLabels = readonly [canary: 0 | 1, control: 0 | 1];

/** Placeholder: a process needs this probability only while everybody gets the canary, which does not happen here. */
const NO_BOUND = 0.5;

/**
 * Computes how many pairs the rule needs for a decision before any have been seen, with the processes and the weighting
 * of a rollout but without its log. One metric sees harm; the others see as many answers without harm. Probes form
 * their own pairs and say nothing about answers.
 */
export class PairsNeeded {
  readonly #plan: RolloutPlan;
  readonly #goal: number;
  readonly #most: number;
  /** For each metric, its evidence for a rollback after 1, 2, 3, … pairs without harm. */
  readonly #quiet = new Map<string, number[]>();

  /**
   * Throws RangeError if the plan is invalid.
   *
   * @param attempt number of this start, from 1
   * @param most number of pairs after which to give up
   */
  constructor(plan: RolloutPlan, attempt: number, most: number) {
    requirePlan(plan);
    this.#plan = plan;
    this.#goal = rollbackGoal(plan, attempt);
    this.#most = most;
  }

  /**
   * Returns the number of pairs of `metric` until the rollback, or null if it takes more than `most` or than there are
   * in `pairs`.
   */
  rollback(metric: MetricId, pairs: Iterable<PairLabels>): number | null {
    const process = this.#process(metric);
    let seen = 0;
    for (const [canary, control] of pairs) {
      if (seen >= this.#most) return null;
      process.seePair(canary, control);
      seen += 1;
      // Only these pairs make the evidence grow.
      if (canary > control && this.#weighed(metric, process, seen) >= this.#goal) return seen;
    }
    return null;
  }

  /**
   * Returns the number of pairs without any harm until the evidence of `metric` allows the canary to advance. This is
   * the minimum it needs. Null if it is more than `most`.
   */
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
