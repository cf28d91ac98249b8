import type { AnswerFacts } from '../../src/schema/index.ts';
import { ReferenceBuilder, SIGNALS, type Signal, Watch } from '../../src/watch/index.ts';
import { answersOf, type Traffic } from './traffic.ts';

/** Streams that are run through the fold, and what is asked of them. */
export interface StreamTask {
  readonly traffic: Traffic;
  /** Of the refusals alone, or all signals. */
  readonly signals: 'refusals' | 'all';
  readonly alpha: number;
  readonly perUnit: { readonly answers: number; readonly windowMs: number };
  readonly firstSeed: number;
  readonly runs: number;
  /** Bits of the stream are given back, for other detectors: what is a hit. */
  readonly hours?: number;
  readonly tolerance?: number;
  readonly bits?: 'refusal' | 'refuse-then-comply';
}

/** What came of one stream. Counts are of watched answers, from 0; null: never. */
export interface StreamResult {
  /** The first alarm of the watch. */
  readonly alarmAt: number | null;
  /** Whether the alarm named refuse-then-comply. */
  readonly named: readonly string[];
  /** The first day whose rate is beyond three standard deviations of the days of the reference: the answer that ends it. */
  readonly sigmaAt: number | null;
  /** The first answer after the change. */
  readonly changeAt: number | null;
  readonly bits: string | null;
}

const REFUSALS: readonly Signal[] = SIGNALS.filter(({ id }) => id === 'refusal-up');

/** One stream through reference and watch, both as they are in the package. */
export function runStream(task: StreamTask, seed: number): StreamResult {
  const { traffic, alpha, perUnit } = task;
  const signals = task.signals === 'all' ? SIGNALS : REFUSALS;
  const builder = new ReferenceBuilder({ identity: '', timeZone: 'UTC', hours: task.hours ?? 6, perUnit }, signals);
  const horizon = traffic.perDay * traffic.watchedDays;
  const before = traffic.perDay * traffic.referenceDays;
  const sigma = new DailySigma(traffic.referenceDays);
  const bits: string[] = [];
  let watch: Watch | null = null;
  let seen = 0;
  let alarm: { at: number; named: readonly string[] } | null = null;
  for (const facts of answersOf(traffic, seed, task.signals === 'all')) {
    const isHit = facts.outcome === (task.bits ?? 'refusal');
    sigma.see(facts, isHit, seen - before);
    if (task.bits !== undefined) bits.push(isHit ? '1' : '0');
    if (seen < before) builder.see(facts);
    else {
      watch ??= new Watch(
        builder.reference(),
        { alpha, horizon, tolerance: task.tolerance ?? 1, identity: '' },
        null,
        signals,
      );
      const raised = watch.see(facts);
      if (raised !== null) {
        alarm = { at: seen - before, named: raised.signals.filter((one) => one.named).map(({ id }) => id) };
        if (task.bits === undefined && !task.traffic.change) break;
      }
    }
    seen += 1;
  }
  return {
    alarmAt: alarm?.at ?? null,
    named: alarm?.named ?? [],
    sigmaAt: sigma.alarmAt,
    changeAt: traffic.change === undefined ? null : traffic.change.day * traffic.perDay,
    bits: task.bits === undefined ? null : bits.join(''),
  };
}

/** The rule of dashboards: the rate of a day, against mean and standard deviation of the days of the reference. */
class DailySigma {
  readonly #days: number[] = [];
  readonly #referenceDays: number;
  #day = -1;
  #hits = 0;
  #answers = 0;
  alarmAt: number | null = null;

  constructor(referenceDays: number) {
    this.#referenceDays = referenceDays;
  }

  see({ at }: AnswerFacts, isHit: boolean, index: number): void {
    const day = Math.floor(at / 86_400_000);
    if (day !== this.#day) {
      if (this.#answers > 0) this.#end(this.#hits / this.#answers, index);
      this.#day = day;
      this.#hits = 0;
      this.#answers = 0;
    }
    this.#answers += 1;
    if (isHit) this.#hits += 1;
  }

  #end(rate: number, index: number): void {
    if (this.#days.length < this.#referenceDays) {
      this.#days.push(rate);
      return;
    }
    const mean = this.#days.reduce((sum, one) => sum + one, 0) / this.#days.length;
    const variance = this.#days.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (this.#days.length - 1);
    if (this.alarmAt === null && rate > mean + 3 * Math.sqrt(variance)) this.alarmAt = index;
  }
}
