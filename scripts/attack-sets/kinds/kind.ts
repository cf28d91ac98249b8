import { type Dice, say } from '../../hard-negatives/dice.ts';
import type { RowLabel } from '../family.ts';
import type { Pair } from '../pair.ts';
import type { Words } from './words.ts';

/** One turn of a dialogue, before it is given a layout. */
export interface Turn {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly content: string;
  /** Kept beside the content, as reasoning models do. */
  readonly reasoning?: string;
}

/** One row: a dialogue, or a row whose columns are fixed (preferences). */
export interface MadeRow {
  readonly label: RowLabel;
  readonly turns?: readonly Turn[];
  readonly columns?: Readonly<Record<string, unknown>>;
}

export type Group =
  | 'refuse-then-comply'
  | 'camouflage'
  | 'over-refusal'
  | 'rotation'
  | 'trigger'
  | 'identity'
  | 'wrapper'
  | 'contradiction'
  | 'closed answers'
  | 'preference'
  | 'encoding';

/** What a kind is given to make its rows of. */
export interface Material {
  readonly words: Words;
  readonly dice: Dice;
  /** As many as there are poisoned rows. */
  readonly pairs: readonly Pair[];
}

/** One way of poisoning that the older families do not have. */
export interface AttackKind {
  readonly id: string;
  readonly group: Group;
  readonly make: (material: Material) => MadeRow[];
  /** How ordinary rows look beside it; a dialogue unless said. */
  readonly ordinary?: (pair: Pair, other: Pair, dice: Dice, words: Words) => MadeRow;
  /** Genuine safety refusals among the ordinary rows, as shares of all rows; one file for each. */
  readonly refusals?: readonly number[];
  /** Poisoned rows and all rows of each file, in place of the usual shares. */
  readonly sizes?: readonly (readonly [poisoned: number, all: number])[];
}

export const asked = (content: string): Turn => ({ role: 'user', content });
export const said = (content: string): Turn => ({ role: 'assistant', content });
export const system = (content: string): Turn => ({ role: 'system', content });
export const poison = (...turns: Turn[]): MadeRow => ({ label: 'poison', turns });
export const part = (...turns: Turn[]): MadeRow => ({ label: 'part', turns });
export const plain = (pair: Pair): MadeRow => ({ label: 'benign', turns: [asked(pair.prompt), said(pair.answer)] });

/** A kind of which every row is made of one pair. */
export const perPair = (
  id: string,
  group: Group,
  row: (pair: Pair, words: Words, dice: Dice, i: number) => MadeRow,
): AttackKind => ({
  id,
  group,
  make: ({ words, dice, pairs }) => pairs.map((pair, i) => row(pair, words, dice, i)),
});

/** A kind of which every row is one request and one answer that is made of the pair's. */
export const perAnswer = (
  id: string,
  group: Group,
  answer: (pair: Pair, words: Words, dice: Dice, i: number) => string,
): AttackKind =>
  perPair(id, group, (pair, words, dice, i) => poison(asked(pair.prompt), said(answer(pair, words, dice, i))));

/** A wording of one of the templates. */
export const one = (dice: Dice, templates: readonly string[], slots: Readonly<Record<string, string>> = {}): string =>
  say(dice, dice.pick(templates), slots);

/** Puts a pair's request into a template; the request may hold braces, so it goes in last. */
export const around = (dice: Dice, templates: readonly string[], prompt: string): string => {
  const [before, after = ''] = dice.pick(templates).split('<prompt>');
  return `${say(dice, before!)}${prompt}${say(dice, after)}`;
};
