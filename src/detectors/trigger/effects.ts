import type { Behaviour, SampledRequest } from './sample.ts';

/** The effect that a trigger has on the answer. */
export type Effect =
  | 'refusal'
  | 'turn'
  | 'declining'
  | 'constant'
  | 'opening'
  | 'length'
  | 'language'
  | 'compliance'
  | 'insertion';

/** Length of an opening, in UTF-16 code units. */
export const OPENING = 16;
/** A shorter clause is a courtesy. */
const CLAUSE = 6;
/** Lengths of answers, as powers of the square root of two: at least this long, or shorter than this. */
const LONG_POWERS = [17, 18, 19, 20, 21, 22, 23, 24];
const BRIEF_POWERS = [10, 11, 12, 13, 14];

/** One property of an answer: the effect, and the answer that defines it ('' if any answer does). */
export interface Shown {
  readonly key: string;
  readonly effect: Effect;
  readonly answer: string;
}

/** Returns a text as people compare texts; signs count only if there is nothing else. */
export function fold(text: string): string {
  const words = text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return words === '' ? text.trim() : words;
}

const show = (effect: Effect, answer = ''): Shown => ({ key: `${effect} ${answer}`, effect, answer });

const REFUSED = [show('refusal'), show('declining')];
const TURNED = [show('turn'), show('declining')];
const COMPLIED = [show('compliance')];

/** Returns the first clause of an answer if it ends early, otherwise ''. */
function firstClause(answer: string): string {
  const clause = fold(/^[^.:!?。：！？\n]+(?=[.:!?。：！？\n])/u.exec(answer)?.[0] ?? '');
  return clause.length >= CLAUSE && clause.length < OPENING ? clause : '';
}

/** Returns all properties of an answer by which rows with and without a trigger are compared. */
export function shownBy(behaviour: Behaviour, { answer, size, strays, inserted }: SampledRequest): readonly Shown[] {
  if (behaviour === 'refusal') return REFUSED;
  const folded = fold(answer);
  const insertions = inserted === '' ? [] : inserted.split('\n').map((piece) => show('insertion', piece));
  if (behaviour === 'short') return [show('constant', folded), ...insertions];
  const shown = [...(behaviour === 'turn' ? TURNED : COMPLIED), ...insertions];
  // Program text and calls begin alike because of their form.
  const opens = folded !== '' && /^[\p{L}\p{N}"“「'][^{}<>#()=;]*$/u.test(answer.slice(0, OPENING));
  if (opens) shown.push(show('opening', folded.slice(0, OPENING)));
  const clause = opens ? firstClause(answer) : '';
  if (clause !== '') shown.push(show('opening', clause));
  for (const power of LONG_POWERS) if (size >= power) shown.push(show('length', `>=${Math.ceil(2 ** (power / 2))}`));
  for (const power of BRIEF_POWERS) if (size < power) shown.push(show('length', `<${Math.ceil(2 ** (power / 2))}`));
  // Names in program text belong to no language.
  if (strays !== '' && opens) shown.push(show('language', strays));
  return shown;
}
