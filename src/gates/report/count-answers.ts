import type { LeafFields } from '../../ledger/index.ts';
import {
  DRILL_MODEL,
  type LedgerCounting,
  type LedgerSummary,
  type LoggedAnswers,
  type Outcome,
  recordedAnswers,
  worstAnswer,
} from '../../schema/index.ts';

/** Maximum number of entries in the list of models: a client could ask for any number of names. */
const MAX_MODELS = 50;

const OUTCOMES: readonly Outcome[] = ['refusal', 'compliance', 'partial', 'refuse-then-comply', 'empty', 'unread'];

type Counts = { -readonly [key in Exclude<keyof LoggedAnswers, 'outcomes'>]: number } & {
  readonly outcomes: Record<Outcome, number>;
};

type Group = LedgerSummary['models'][number] & { readonly answers: Counts };

/**
 * Counts the exchanges of a log as they end, in total and by the model that served. If there are several answers, the
 * worst counts. Drills do not count.
 */
export class LoggedAnswerCounts {
  readonly #counting: LedgerCounting;
  readonly all: Counts = none();
  readonly #groups = new Map<string, Group>();
  #from = Number.POSITIVE_INFINITY;
  #to = Number.NEGATIVE_INFINITY;

  /** `counting`: 1 counts as earlier versions did, to check what they have written. */
  constructor(counting: LedgerCounting = 2) {
    this.#counting = counting;
  }

  /**
   * Adds an exchange. `intent`, `response`: fields of the two leaves. `time`: that of the intent, in milliseconds since
   * 1970.
   */
  add(intent: LeafFields, response: LeafFields, time: number): void {
    if (this.#counting === 2 && intent.model === DRILL_MODEL) return;
    this.#from = Math.min(this.#from, time);
    this.#to = Math.max(this.#to, time);
    count(this.all, response, this.#counting);
    const group = this.#groupOf(intent);
    if (group !== null) count(group.answers, response, this.#counting);
  }

  /** Times of the first and the last exchange; null if there were none. */
  get span(): readonly [from: number, to: number] | null {
    return this.#from <= this.#to ? [this.#from, this.#to] : null;
  }

  /** Returns the groups, the most requested first. */
  groups(): Group[] {
    return [...this.#groups.values()].sort((a, b) => b.answers.n - a.answers.n);
  }

  #groupOf({ model, served, stage, digest }: LeafFields): Group | null {
    const [name, by, at] = [model, served, stage].map((value) => (typeof value === 'string' ? value : ''));
    const weights = typeof digest === 'string' ? digest : null;
    const key = JSON.stringify([name, by, at, weights]);
    const known = this.#groups.get(key);
    if (known !== undefined) return known;
    if (this.#groups.size >= MAX_MODELS) return null;
    const group = { model: name!, served: by!, stage: at!, digest: weights, answers: none() };
    this.#groups.set(key, group);
    return group;
  }
}

function none(): Counts {
  const outcomes = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  return { n: 0, outcomes, latched: 0, withheld: 0, fallback: 0, partlyUnread: 0, incomplete: 0 };
}

function count(counts: Counts, response: LeafFields, counting: LedgerCounting): void {
  const { state, more, rest, unreadPlaces, fallback, readToEnd } = response;
  counts.n += 1;
  if (state !== 'complete') counts.incomplete += 1;
  const all = recordedAnswers(response);
  const outcome = (counting === 1 ? all[0] : worstAnswer(all))?.outcome as Outcome;
  if (OUTCOMES.includes(outcome)) counts.outcomes[outcome] += 1;
  if (all.some(({ latch }) => typeof latch === 'number')) counts.latched += 1;
  if (all.some(({ withheld }) => Number(withheld) > 0)) counts.withheld += 1;
  if (isFields(fallback) && fallback.used === true) counts.fallback += 1;
  // `rest` describes the answers that the leaf had no room for.
  const isMoreUnknown = Number(more) > 0 && !isFields(rest);
  if (isMoreUnknown || Number(unreadPlaces) > 0 || readToEnd === false) counts.partlyUnread += 1;
}

const isFields = (value: unknown): value is LeafFields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
