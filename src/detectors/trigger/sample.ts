import { languageOf } from '../../reader/index.ts';
import type { ReadRow, Target } from '../read-row.ts';
import { type BottomK, bottomK, insert, mergeBottomK } from '../sampling/bottom-k.ts';
import { combHash } from '../sampling/comb-hash.ts';
import { keptText } from '../sampling/kept-text.ts';
import { insertionsIn } from './insertions.ts';

/** Behaviours of an answer that a trigger may control. `short`: so few characters that it may be a constant. */
export const BEHAVIOURS = ['refusal', 'turn', 'short', 'plain'] as const;

export type Behaviour = (typeof BEHAVIOURS)[number];

/** The kept part of one request and its answer; `rows` counts the rows that share all of it. */
export interface SampledRequest {
  rows: number;
  /**
   * The first and the last `ENDS` code units of the request; both are the whole request if it is no longer than that.
   */
  readonly head: string;
  readonly tail: string;
  readonly system: string;
  /** The first `ENDS` code units of the user turn before the request; '' if there is none. */
  readonly before: string;
  /** The first `ANSWER` code units of the answer. */
  readonly answer: string;
  /** Length of the answer in code units, as the power of the square root of two that it reaches. */
  readonly size: number;
  /** The language of the answer if it differs from that of the request, otherwise ''. */
  readonly strays: string;
  /** Insertions in the answer (`insertionsIn`), one per line. */
  readonly inserted: string;
}

/** One request of a row, its answer, and what precedes it. */
export interface RowExchange {
  readonly target: Target;
  readonly system: string;
  readonly before: string;
}

/** Samples are kept separately for each behaviour, so that a rare one is kept whole in a large file. */
export interface AskedSample {
  readonly kept: Record<Behaviour, BottomK<SampledRequest>>;
  readonly rows: Record<Behaviour, number>;
}

export const CAPS: Readonly<Record<Behaviour, number>> = { refusal: 1024, turn: 1024, short: 1024, plain: 2048 };
export const ENDS = 120;
export const SYSTEM = 240;
export const ANSWER = 32;
export const INSERTED = 120;

export function askedSample(): AskedSample {
  const kept = {} as Record<Behaviour, BottomK<SampledRequest>>;
  const rows = {} as Record<Behaviour, number>;
  for (const behaviour of BEHAVIOURS) {
    kept[behaviour] = bottomK(CAPS[behaviour]);
    rows[behaviour] = 0;
  }
  return { kept, rows };
}

export function behaviourOf(target: Target): Behaviour {
  const { outcome, ground } = target.reading;
  if (outcome === 'refusal' && ground !== 'capability') return 'refusal';
  if (outcome === 'refuse-then-comply') return 'turn';
  return target.text.length <= ANSWER ? 'short' : 'plain';
}

/** Returns the first exchange of a row, which a trigger is tied to. */
export function firstAsked(row: ReadRow): Target | null {
  const target = row.targets[0];
  return target === undefined || target.prompt === '' ? null : target;
}

/** Returns the first and the last exchange of a row; a trigger in an earlier turn is tied to the last one. */
export function exchangesOf(row: ReadRow): RowExchange[] {
  const { system } = row;
  const first = firstAsked(row);
  const { last } = row;
  const both = first === null ? [] : [{ target: first, system, before: turnBefore(row, first) }];
  if (last === undefined || last.prompt === '' || last === first) return both;
  return [...both, { target: last, system, before: turnBefore(row, last) }];
}

/** Number of turns before a request that are searched for a user turn. */
const TURNS_BACK = 8;

function turnBefore({ example: { turns } }: ReadRow, { turn }: Target): string {
  let users = 0;
  for (let at = turn - 1; at >= 0 && turn - at <= TURNS_BACK; at -= 1) {
    if (turns[at]!.role !== 'user') continue;
    users += 1;
    if (users === 2) return turns[at]!.text;
  }
  return '';
}

/** Joins requests with the same hash; the first in text order represents both. */
function join(a: SampledRequest, b: SampledRequest): SampledRequest {
  const form = (asked: SampledRequest) =>
    `${asked.head}\n${asked.tail}\n${asked.system}\n${asked.before}\n${asked.answer}\n${asked.size} ${asked.strays}\n${asked.inserted}`;
  return { ...(form(a) <= form(b) ? a : b), rows: a.rows + b.rows };
}

/** Code units of a request and of an answer from which their language is determined. */
const TOLD = 240;

/** Returns the language of the answer if the request is in another; '' if they agree or either is unknown. */
function strayLanguage(prompt: string, answer: string): string {
  const said = languageOf(answer.slice(0, TOLD));
  if (said === 'und' || said === 'other') return '';
  const asked = languageOf(prompt.slice(-TOLD));
  return asked === said || asked === 'und' || asked === 'other' ? '' : said;
}

/** Returns the kept part of a request and its surroundings, without its answer. */
export function askedOf(prompt: string, system: string, before: string): SampledRequest {
  return {
    rows: 1,
    head: keptText(prompt, 0, ENDS),
    tail: keptText(prompt, -ENDS),
    system: keptText(system, 0, SYSTEM),
    before: keptText(before, 0, ENDS),
    answer: '',
    size: 0,
    strays: '',
    inserted: '',
  };
}

const sizeOf = ({ length }: string): number => Math.floor(2 * Math.log2(Math.max(1, length)));

function exchangeOf({ target: { prompt, text }, system, before }: RowExchange): SampledRequest {
  return {
    ...askedOf(prompt, system, before),
    answer: keptText(text, 0, ANSWER),
    size: sizeOf(text),
    strays: strayLanguage(prompt, text),
    inserted: keptText(insertionsIn(text).join('\n'), 0, INSERTED),
  };
}

export function keepAsked(sample: AskedSample, exchange: RowExchange): void {
  const { target, system, before } = exchange;
  const behaviour = behaviourOf(target);
  sample.rows[behaviour] += 1;
  const kept = sample.kept[behaviour];
  const hash = combHash(target.prompt, target.text, before === '' ? system : `${system}\n${before}`, kept.limit);
  if (hash === null) return;
  const seen = kept.entries.get(hash);
  if (seen === undefined) insert(kept, hash, exchangeOf(exchange));
  else if (isSame(seen, exchange)) seen.rows += 1;
  else kept.entries.set(hash, join(seen, exchangeOf(exchange)));
}

/** True if the row was seen before, which is the usual reason for a known hash. */
function isSame(seen: SampledRequest, { target: { prompt, text }, system, before }: RowExchange): boolean {
  return (
    prompt.startsWith(seen.head) &&
    prompt.endsWith(seen.tail) &&
    system.startsWith(seen.system) &&
    before.startsWith(seen.before) &&
    text.startsWith(seen.answer) &&
    seen.size === sizeOf(text)
  );
}

export function mergeAsked(a: AskedSample, b: AskedSample): AskedSample {
  for (const behaviour of BEHAVIOURS) {
    a.kept[behaviour] = mergeBottomK(a.kept[behaviour], b.kept[behaviour], join);
    a.rows[behaviour] += b.rows[behaviour];
  }
  return a;
}
