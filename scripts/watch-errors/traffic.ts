import type { AnswerFacts } from '../../src/schema/index.ts';
import { seededRandom } from '../../src/stats/index.ts';

/** Properties of a simulated stream. */
export interface Traffic {
  readonly perDay: number;
  readonly referenceDays: number;
  readonly watchedDays: number;
  /** True if rates swing by half over the day and are 1.4 times as high at weekends. */
  readonly season: boolean;
  /** Number of weekdays, spread over the watched days, on which rates are as at weekends. */
  readonly holidays?: number;
  /** Linear rise of the rates up to the end: 0.3 is 30 %. */
  readonly ramp?: number;
  /** Number of requests that one user sends within an hour once a week, all of which are refused. */
  readonly burst?: number;
  /** True if the server's speed follows the load closely, with almost no scatter. */
  readonly steep?: boolean;
  /** True if answers identify their users. */
  readonly users: boolean;
  /** Change that takes effect on this watched day. */
  readonly change?:
    | { readonly day: number; readonly kind: 'times'; readonly by: number }
    | { readonly day: number; readonly kind: 'noice' };
}

/** Rates of the stream at rest. */
const REFUSAL = 0.03;
const REFUSE_THEN_COMPLY = 0.003;
/** Share of refusals that comply after all once NOICE has changed the model. */
const NOICE = 0.57;
const DAY = 86_400_000;
/** Monday, 4 January 2027, UTC. */
const MONDAY = Date.UTC(2027, 0, 4);

type Mutable = { -readonly [Key in keyof AnswerFacts]: AnswerFacts[Key] };

const isWeekend = (day: number): boolean => day % 7 >= 5;

/** Returns the watched days that are holidays: weekdays, evenly spread. */
function holidaysOf({ holidays = 0, referenceDays, watchedDays }: Traffic): ReadonlySet<number> {
  const days = new Set<number>();
  for (let i = 0; i < holidays; i += 1) {
    let day = referenceDays + Math.floor(((i + 0.5) * watchedDays) / holidays);
    while (isWeekend(day)) day += 1;
    days.add(day);
  }
  return days;
}

/**
 * Yields the answers of one stream in chronological order, reusing one object whose contents change. `isWhole`: with
 * all signals, not only the outcomes.
 */
export function* answersOf(traffic: Traffic, seed: number, isWhole: boolean): Generator<AnswerFacts> {
  const { perDay, referenceDays, watchedDays, season, ramp = 0, burst = 0, users, change } = traffic;
  const next = seededRandom(seed);
  const holidays = holidaysOf(traffic);
  const facts = { ...AT_REST };
  for (let day = 0; day < referenceDays + watchedDays; day += 1) {
    const watched = day - referenceDays;
    const high = isWeekend(day) || holidays.has(day) ? 1.4 : 1;
    const risen = watched > 0 ? 1 + (ramp * watched) / watchedDays : 1;
    const changed = change !== undefined && watched >= change.day;
    const times = changed && change.kind === 'times' ? change.by : 1;
    for (let i = 0; i < perDay; i += 1) {
      const share = i / perDay;
      facts.at = MONDAY + (day + share) * DAY;
      const swing = season ? high * (1 + 0.5 * Math.sin(2 * Math.PI * (share - 0.375))) : 1;
      const factor = swing * risen;
      setOutcome(
        facts,
        next,
        factor * REFUSAL * times,
        factor * REFUSE_THEN_COMPLY,
        changed && change.kind === 'noice',
      );
      facts.bucket = users ? Math.floor(next() * 1000) : null;
      if (isWhole) setTheRest(facts, next, swing, traffic.steep === true);
      yield facts;
    }
    if (burst > 0 && watched >= 0 && watched % 7 === 2)
      yield* burstOf(facts, burst, MONDAY + (day + 1) * DAY - 3_600_000);
  }
}

const AT_REST: Mutable = {
  at: 0,
  model: 'm',
  stage: 'stable',
  bucket: null,
  requestLanguage: 'en',
  state: 'complete',
  outcome: 'compliance',
  latched: false,
  chars: 500,
  finish: 'stop',
  language: 'en',
  opening: 1,
  repetition: 100,
  toolJson: null,
  firstTextMs: 300,
  tokensPerSecond: 40_000,
  isRetry: false,
};

function setOutcome(facts: Mutable, next: () => number, refusal: number, after: number, isNoice: boolean): void {
  const u = next();
  facts.outcome = u < refusal ? 'refusal' : u < refusal + after ? 'refuse-then-comply' : 'compliance';
  facts.latched = u < refusal + after;
  if (isNoice && facts.outcome === 'refusal' && next() < NOICE) facts.outcome = 'refuse-then-comply';
}

/**
 * Sets the other signals: rates with the same season; at its height, answers are a tenth longer and servers a quarter
 * slower, both with much scatter.
 */
function setTheRest(facts: Mutable, next: () => number, swing: number, steep: boolean): void {
  if (facts.outcome === 'compliance' && next() < 0.02 * swing) facts.outcome = 'partial';
  const mean = (facts.outcome === 'refusal' ? 120 : 700) * (0.8 + 0.2 * swing);
  facts.chars = Math.floor(mean * scattered(next, 0.8));
  facts.finish = next() < 0.01 * swing ? 'length' : 'stop';
  facts.language = next() < 0.01 * swing ? 'ja' : 'en';
  facts.opening = next() < 0.05 ? 1 : Math.floor(4096 * next());
  facts.repetition = Math.floor(300 * next() * next());
  facts.toolJson = next() < 0.2 ? next() >= 0.005 * swing : null;
  facts.firstTextMs = Math.floor(350 * (0.5 + 0.5 * swing) * scattered(next, 0.6));
  facts.tokensPerSecond = Math.floor((45_000 / (0.5 + 0.5 * swing)) * scattered(next, steep ? 0.05 : 0.4));
  facts.isRetry = next() < 0.02 * swing;
}

/** Returns a log-normal factor around 1; `sd` is the standard deviation of its logarithm (Box & Muller). */
const scattered = (next: () => number, sd: number): number =>
  Math.exp(sd * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()));

function* burstOf(facts: Mutable, count: number, from: number): Generator<AnswerFacts> {
  for (let i = 0; i < count; i += 1) {
    facts.at = from + (i * 3_000_000) / count;
    facts.bucket = 77;
    facts.outcome = 'refusal';
    facts.latched = true;
    yield facts;
  }
}
