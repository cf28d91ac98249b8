import type { AnswerFacts } from '../../src/schema/index.ts';
import { ReferenceBuilder, SIGNALS, Watch } from '../../src/watch/index.ts';
import { answersOf, type Traffic } from './traffic.ts';

/** Parameters of one stream. */
export interface StreamTask {
  readonly traffic: Traffic;
  /** A single signal, or all. */
  readonly signals: 'refusal-up' | 'refuse-then-comply' | 'all';
  readonly alpha: number;
  readonly perUnit: { readonly answers: number; readonly windowMs: number };
  readonly hours: number;
  readonly tolerance: number;
  /** True to continue after an alarm and return which answers were hits, for other detectors. */
  readonly withBits: boolean;
}

/** Result of a stream. Indices count watched answers, from 0. */
export interface StreamResult {
  readonly alarmAt: number | null;
  /** Signals named by the alarm. */
  readonly named: readonly string[];
  /** Last answer of each day that deviated by more than three standard deviations. */
  readonly sigmaAt: readonly number[];
  readonly bits: string | null;
}

/** Runs one stream through reference and watch, both as in the package. */
export function runStream(task: StreamTask, seed: number): StreamResult {
  const { traffic, alpha, tolerance, perUnit, hours, withBits } = task;
  const signals = task.signals === 'all' ? SIGNALS : SIGNALS.filter(({ id }) => id === task.signals);
  const wanted = task.signals === 'refuse-then-comply' ? 'refuse-then-comply' : 'refusal';
  const builder = new ReferenceBuilder({ identity: '', timeZone: 'UTC', hours, perUnit }, signals);
  const horizon = traffic.perDay * traffic.watchedDays;
  const before = traffic.perDay * traffic.referenceDays;
  const sigma = new DailySigma(traffic.referenceDays);
  const bits: string[] = [];
  let watch: Watch | null = null;
  let alarm: { at: number; named: readonly string[] } | null = null;
  let seen = 0;
  for (const facts of answersOf(traffic, seed, task.signals === 'all')) {
    const isHit = facts.outcome === wanted;
    sigma.see(facts, isHit, seen - before);
    if (withBits) bits.push(isHit ? '1' : '0');
    if (seen < before) builder.see(facts);
    else {
      watch ??= new Watch(builder.reference(), { alpha, horizon, tolerance, identity: '' }, null, signals);
      const raised = watch.see(facts);
      if (raised !== null) {
        alarm = { at: seen - before, named: raised.signals.filter((one) => one.named).map(({ id }) => id) };
        if (!withBits) break;
      }
    }
    seen += 1;
  }
  return {
    alarmAt: alarm?.at ?? null,
    named: alarm?.named ?? [],
    sigmaAt: sigma.alarms,
    bits: withBits ? bits.join('') : null,
  };
}

/** The rule of dashboards: a day's rate, compared with mean and standard deviation over the days of the reference. */
class DailySigma {
  readonly #days: number[] = [];
  readonly #referenceDays: number;
  #day = -1;
  #hits = 0;
  #answers = 0;
  readonly alarms: number[] = [];

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
    if (rate > mean + 3 * Math.sqrt(variance)) this.alarms.push(index);
  }
}
