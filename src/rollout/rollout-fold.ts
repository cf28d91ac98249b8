import type { AnswerFacts } from '../schema/index.ts';
import { BUCKETS } from './bucket.ts';
import { attemptAlpha, BOUNDS_SHARE } from './decide.ts';
import { type CountedRequest, Matching } from './matching.ts';
import { MetricProcess } from './metric-process.ts';
import { METRICS } from './metrics/index.ts';
import type { HarmLabel, Metric } from './metrics/metric.ts';
import { PairQueue } from './pair-queue.ts';
import { ProbePairs } from './probe-pairs.ts';
import { requireEvent } from './require-event.ts';
import { requirePlan } from './require-plan.ts';
import type { MetricEvidence, RolloutEvent, RolloutEvidence, RolloutRequest } from './rollout-events.ts';
import type { RolloutPlan } from './rollout-plan.ts';
import { UnitCap } from './unit-cap.ts';

/**
 * Number of gateways for which the bounds of the control's rates hold together with the probability reserved for them.
 */
const GATEWAYS = 16;

/**
 * The evidence of one gateway, as a fold over its log. It depends only on the sequence of calls to `see`, `pass` and
 * `enter`, so each call must have its place in the log. Memory is bounded: 64 requests waiting for a partner in each of
 * 65 strata, 16,384 pairs waiting for labels, and a count for each of 100,000 buckets.
 */
export class RolloutFold {
  readonly #plan: RolloutPlan;
  readonly #metrics: readonly Metric[];
  readonly #judge: number;
  readonly #processes: ReadonlyMap<string, MetricProcess>;
  readonly #matching: Matching;
  readonly #pairs: PairQueue;
  readonly #probes: ProbePairs | null;
  readonly #cap: UnitCap;
  readonly #open = new Map<number, CountedRequest>();
  #now = Number.NEGATIVE_INFINITY;
  #lastIntent = -1;
  #share = 0;
  #exposures = 0;
  #evidence: RolloutEvidence | null = null;

  /**
   * Throws RangeError if the plan is invalid.
   *
   * @param attempt number of this start under the model name, from 1
   */
  constructor(plan: RolloutPlan, attempt: number) {
    requirePlan(plan);
    const boundAlpha = (BOUNDS_SHARE * attemptAlpha(plan.alpha / BUCKETS, attempt)) / (GATEWAYS * plan.metrics.length);
    const processes = plan.metrics.map(
      ({ id, margin }) => [id, new MetricProcess(margin / BUCKETS, boundAlpha)] as const,
    );
    this.#plan = plan;
    this.#processes = new Map(processes);
    const ofAnswers = processes.flatMap(([id, process]) => (id === 'probe' ? [] : [{ id, process }]));
    this.#metrics = ofAnswers.map(({ id }) => METRICS[id]);
    this.#judge = ofAnswers.findIndex(({ id }) => id === 'judge');
    const inEvidence = ofAnswers.map(({ process }) => process);
    this.#pairs = new PairQueue(inEvidence, ({ canary, control }) => {
      this.#exposures += 1;
      this.#open.delete(canary.intent);
      if (control !== null) this.#open.delete(control.intent);
    });
    const probe = this.#processes.get('probe');
    this.#probes = probe === undefined ? null : new ProbePairs(probe, plan.labelWithinMs);
    this.#matching = new Matching(plan.pairWithinMs, ({ intent }) => this.#open.delete(intent));
    this.#cap = new UnitCap(plan.perUnit);
  }

  /**
   * Takes the next event of the log, letting its time pass first. Throws RangeError for an invalid event, leaving the
   * fold unchanged.
   */
  see(event: RolloutEvent): void {
    requireEvent(event);
    this.pass(event.at);
    if (event.kind === 'request') this.#ask(event);
    else if (event.kind === 'answer')
      this.#answer(event.intent, (this.#plan.rule === 1 ? event.first : undefined) ?? event.facts);
    else if (event.kind === 'label') this.#label(event.intent, event.isUnsafe);
    else this.#probes?.see(event);
    this.#settle();
  }

  /**
   * Lets time pass up to `at` (milliseconds since 1970), the time of another record of the log; labels may become late.
   * Time never goes back.
   */
  pass(at: number): void {
    if (!Number.isSafeInteger(at)) throw new RangeError(`no time: ${at}`);
    if (at <= this.#now) return;
    this.#now = at;
    this.#settle();
  }

  /**
   * Sets the share in force from now on, in 1/100,000. Call it at the leaf that sets the share if this log has it,
   * otherwise before the first request of the new epoch.
   */
  enter(share: number): void {
    if (!Number.isSafeInteger(share) || share < 0 || share > BUCKETS) throw new RangeError(`no share: ${share}`);
    this.#share = share;
  }

  /** Evidence so far. The same object is returned until something is added. */
  get evidence(): RolloutEvidence {
    if (this.#evidence !== null) return this.#evidence;
    const metrics: Record<string, MetricEvidence> = {};
    for (const [id, process] of this.#processes) metrics[id] = process.evidence;
    this.#evidence = { exposures: this.#exposures + (this.#probes?.ended ?? 0), metrics };
    return this.#evidence;
  }

  #ask({ intent, arm, bucket, stratum }: RolloutRequest): void {
    if (intent <= this.#lastIntent) return;
    this.#lastIntent = intent;
    const isAlone = this.#share === BUCKETS;
    if ((isAlone && arm === 'stable') || !this.#cap.admits(bucket, this.#now)) return;
    const deadline = this.#now + this.#plan.labelWithinMs;
    const asked: CountedRequest = { intent, arm, at: this.#now, deadline, labels: this.#metrics.map(() => null) };
    this.#open.set(intent, asked);
    if (isAlone) {
      if (!this.#pairs.add({ canary: asked, control: null })) this.#open.delete(intent);
      return;
    }
    const partner = this.#matching.partnerOf(asked, stratum);
    if (partner === null) return;
    const [canary, control] = arm === 'canary' ? [asked, partner] : [partner, asked];
    if (this.#pairs.add({ canary, control })) return;
    this.#open.delete(intent);
    this.#open.delete(partner.intent);
  }

  #answer(intent: number, facts: AnswerFacts): void {
    const asked = this.#open.get(intent);
    if (asked === undefined) return;
    this.#metrics.forEach((metric, i) => {
      this.#put(asked, i, metric(facts, this.#plan));
    });
  }

  #label(intent: number, isUnsafe: boolean | null): void {
    const asked = this.#open.get(intent);
    if (asked === undefined || this.#judge < 0) return;
    this.#put(asked, this.#judge, isUnsafe === null ? 'missing' : isUnsafe ? 1 : 0);
  }

  /** A late label counts as missing, in either arm, even if its pair is still waiting. */
  #put({ labels, deadline }: CountedRequest, metric: number, label: HarmLabel): void {
    labels[metric] ??= this.#now > deadline ? 'missing' : label;
  }

  #settle(): void {
    const isMoved = this.#pairs.settle(this.#now);
    if (this.#probes?.settle(this.#now) || isMoved) this.#evidence = null;
  }
}
