import { type BottomK, bottomK, insert, mergeBottomK } from '../bottom-k.ts';
import { combHash } from '../comb-hash.ts';
import { keptText } from '../kept-text.ts';
import type { ReadRow, Target } from '../read-row.ts';

/** What an answer does, as far as a trigger may steer it. `short`: so few characters that it may be a constant. */
export const BEHAVIOURS = ['refusal', 'turn', 'short', 'plain'] as const;

export type Behaviour = (typeof BEHAVIOURS)[number];

/** What is kept of one request and its answer; `rows` counts the rows that share all of it. */
export interface Asked {
  rows: number;
  /** The first and the last `ENDS` code units of the request; the same text where it is not longer. */
  readonly head: string;
  readonly tail: string;
  readonly system: string;
  /** The first code units of the answer. */
  readonly answer: string;
}

/** Samples are kept for each behaviour by itself, so that a rare one is kept whole in a large file. */
export interface AskedSample {
  readonly kept: Record<Behaviour, BottomK<Asked>>;
  readonly rows: Record<Behaviour, number>;
}

const CAPS: Readonly<Record<Behaviour, number>> = { refusal: 1024, turn: 1024, short: 1024, plain: 2048 };
const ENDS = 120;
const SYSTEM = 240;
const ANSWER = 32;

export function askedSample(): AskedSample {
  const kept = {} as Record<Behaviour, BottomK<Asked>>;
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

/** The first exchange of a row: what a trigger is tied to. */
export function firstAsked(row: ReadRow): Target | null {
  const target = row.targets[0];
  return target === undefined || target.prompt === '' ? null : target;
}

/** The first in text order stands for those that share a hash. */
function join(a: Asked, b: Asked): Asked {
  const form = (asked: Asked) => `${asked.head}\n${asked.tail}\n${asked.system}\n${asked.answer}`;
  return { ...(form(a) <= form(b) ? a : b), rows: a.rows + b.rows };
}

/** What is kept of a request and its answer. */
export function askedOf(prompt: string, system: string, answer: string): Asked {
  return {
    rows: 1,
    head: keptText(prompt, 0, ENDS),
    tail: keptText(prompt, -ENDS),
    system: keptText(system, 0, SYSTEM),
    answer: keptText(answer, 0, ANSWER),
  };
}

export function keepAsked(sample: AskedSample, target: Target, system: string): void {
  const behaviour = behaviourOf(target);
  sample.rows[behaviour] += 1;
  const kept = sample.kept[behaviour];
  const { prompt, text } = target;
  const hash = combHash(prompt, text, system, kept.limit);
  if (hash === null) return;
  const seen = kept.entries.get(hash);
  if (seen === undefined) insert(kept, hash, askedOf(prompt, system, text));
  else if (isSame(seen, prompt, system, text)) seen.rows += 1;
  else kept.entries.set(hash, join(seen, askedOf(prompt, system, text)));
}

/** True if the row was seen before: the usual reason for which a hash is known. */
function isSame(seen: Asked, prompt: string, system: string, answer: string): boolean {
  return (
    prompt.startsWith(seen.head) &&
    prompt.endsWith(seen.tail) &&
    system.startsWith(seen.system) &&
    answer.startsWith(seen.answer)
  );
}

export function mergeAsked(a: AskedSample, b: AskedSample): AskedSample {
  for (const behaviour of BEHAVIOURS) {
    a.kept[behaviour] = mergeBottomK(a.kept[behaviour], b.kept[behaviour], join);
    a.rows[behaviour] += b.rows[behaviour];
  }
  return a;
}
