import type { AnswerFacts, WatchAlarm, WatchStatus } from '../schema/index.ts';
import { stepECusum } from '../stats/index.ts';
import { alarmOf } from './alarm.ts';
import { SHARE_OF_WHOLE } from './evidence.ts';
import { type BoundCell, type BoundStratum, ODDS_RATIOS } from './reference/reference-bounds.ts';
import type { WatchReference } from './reference/watch-reference.ts';
import { SIGNALS } from './signals/catalogue.ts';
import type { Signal } from './signals/signal.ts';
import { statusOf } from './status.ts';
import { type DayPart, dayPart } from './strata/day-part.ts';
import { addOpening, type RecentOpenings, startOpenings } from './strata/recent-opening.ts';
import { partKey, stratumKey } from './strata/stratum-key.ts';
import { counts } from './strata/unit-selection.ts';
import { planOf, type WatchPlan, type WatchSettings } from './watch-plan.ts';
import { type StratumCounts, startState, type WatchState } from './watch-state.ts';

/** The counts of one stratum and part, collected so that an answer costs a single look-up. */
interface Place {
  readonly bound: BoundStratum;
  readonly counts: StratumCounts;
  readonly openings: RecentOpenings;
  readonly levels: number[];
  readonly part: string;
}

/**
 * Watches answers against a reference, one after the other. The evidence is a weighted mean, over signals, of e-CUSUMs
 * against "no stratum's rate is above its bound"; the alternatives form a grid of odds. P(false alarm within `horizon`
 * answers) <= `alpha`, however the signals depend on each other. The same bound holds for the expected number of false
 * alarms, including acknowledged ones. See docs/design/watch.md for the argument.
 */
export class Watch {
  readonly #plan: WatchPlan;
  readonly #state: WatchState;
  readonly #dayPart: DayPart;
  readonly #places = new Map<string, Place>();
  /** Evidence of the whole, and of each part. */
  #whole: number;
  readonly #evidenceOf = new Map<string, number>();

  /** Throws `usage` if the time zone does not exist, and RangeError like `planOf`. */
  constructor(
    reference: WatchReference,
    settings: WatchSettings,
    state: WatchState | null = null,
    signals: readonly Signal[] = SIGNALS,
  ) {
    this.#plan = planOf(reference, settings, signals);
    this.#state = state === null ? startState(signals.length * ODDS_RATIOS.length) : copied(state);
    this.#dayPart = dayPart(reference.timeZone, reference.hours);
    this.#whole = this.#evidence(this.#state.whole);
    for (const [part, levels] of Object.entries(this.#state.parts)) this.#evidenceOf.set(part, this.#evidence(levels));
  }

  /** Takes the next answer and returns the alarm it raises, or null if there is none or an alarm is already active. */
  see(facts: AnswerFacts): WatchAlarm | null {
    const state = this.#state;
    state.seen += 1;
    if (facts.bucket === null) state.withoutAsker += 1;
    state.from = state.from === null ? facts.at : Math.min(state.from, facts.at);
    state.to = state.to === null ? facts.at : Math.max(state.to, facts.at);
    if (!counts(state.units, facts, this.#plan.reference.perUnit)) {
      state.collapsed += 1;
      return null;
    }
    const place = this.#placeOf(facts);
    if (place !== null) place.counts.answers += 1;
    if (place === null || place.bound.isLearning) {
      state.learning += 1;
      return null;
    }
    state.watched += 1;
    this.#fold(facts, place);
    return state.alarm === null && this.#sum() >= this.#plan.threshold ? this.#raise(facts.at) : null;
  }

  status(): WatchStatus {
    return statusOf(this.#plan, this.#state, this.#sum());
  }

  /** Returns a copy of everything learnt, ready for JSON. */
  state(): WatchState {
    return copied(this.#state);
  }

  /**
   * Acknowledges the alarm and restarts the evidence from zero. Uses up none of alpha. Does nothing if there is no
   * alarm.
   */
  acknowledge(): void {
    const state = this.#state;
    if (state.alarm === null) return;
    state.alarm = null;
    state.acknowledged += 1;
    state.whole.fill(0);
    for (const levels of Object.values(state.parts)) levels.fill(0);
    this.#whole = 0;
    for (const part of this.#evidenceOf.keys()) this.#evidenceOf.set(part, 0);
  }

  #raise(at: number): WatchAlarm {
    this.#state.alarm = alarmOf(this.#plan, this.#state, this.#sum(), at);
    return this.#state.alarm;
  }

  #fold(facts: AnswerFacts, { bound, counts, openings, levels, part }: Place): void {
    const { signals } = this.#plan;
    const { whole } = this.#state;
    for (let s = 0; s < signals.length; s += 1) {
      const cell = bound.cells[s]!;
      const isHit = cell === null ? null : hitOf(signals[s]!, cell, facts, openings.commonest);
      if (isHit === null) continue;
      counts.seen[s]! += 1;
      if (isHit) counts.hits[s]! += 1;
      const factors = isHit ? cell!.hit : cell!.miss;
      stepECusum(whole, s * ODDS_RATIOS.length, factors);
      stepECusum(levels, s * ODDS_RATIOS.length, factors);
    }
    if (facts.opening !== null) addOpening(openings, facts.opening);
    this.#whole = this.#evidence(whole);
    this.#evidenceOf.set(part, this.#evidence(levels));
  }

  /** Returns the mean over the watched signals; the levels of the others are 0. */
  #evidence(levels: readonly number[]): number {
    let sum = 0;
    for (let i = 0; i < levels.length; i += 1) sum += levels[i]!;
    return sum / (ODDS_RATIOS.length * Math.max(1, this.#plan.watched));
  }

  #sum(): number {
    let sum = 0;
    for (const evidence of this.#evidenceOf.values()) sum += evidence;
    return SHARE_OF_WHOLE * this.#whole + (1 - SHARE_OF_WHOLE) * sum;
  }

  /** Null for a stratum that the reference does not have. This bounds the state, whatever model names clients send. */
  #placeOf(facts: AnswerFacts): Place | null {
    const part = partKey(facts);
    const key = stratumKey(part, this.#dayPart(facts.at));
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    const bound = this.#plan.strata.get(key);
    if (bound === undefined) return null;
    const state = this.#state;
    const { signals } = this.#plan;
    state.strata[key] ??= { answers: 0, seen: signals.map(() => 0), hits: signals.map(() => 0) };
    state.openings[part] ??= startOpenings(this.#plan.openings.get(part) ?? null);
    state.parts[part] ??= state.whole.map(() => 0);
    const place = { bound, counts: state.strata[key], openings: state.openings[part], levels: state.parts[part], part };
    this.#places.set(key, place);
    return place;
  }
}

function hitOf(signal: Signal, { threshold }: BoundCell, facts: AnswerFacts, commonest: number | null): boolean | null {
  if (signal.kind === 'rate') return signal.read(facts);
  const value = signal.read(facts);
  if (value === null) return null;
  if (signal.kind === 'commonest') return commonest === null ? null : value === commonest;
  return signal.kind === 'above' ? value > threshold : value < threshold;
}

const copied = (state: WatchState): WatchState => JSON.parse(JSON.stringify(state));
