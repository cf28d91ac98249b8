import { type Dice, say } from '../../hard-negatives/dice.ts';
import type { RowLabel } from '../family.ts';
import type { Pair } from '../pair.ts';
import type { Words } from './words.ts';

/** One turn of a dialogue, before it is written in a layout. */
export interface Turn {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly content: string;
  /** Reasoning kept beside the content, as reasoning models do. */
  readonly reasoning?: string;
}

/** One row: a dialogue, or a row with fixed columns (preferences). */
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

/** The material from which a kind makes its rows. */
export interface Material {
  readonly words: Words;
  readonly dice: Dice;
  /** One pair per poisoned row. */
  readonly pairs: readonly Pair[];
}

/** One way of poisoning that the older families do not cover. */
export interface AttackKind {
  readonly id: string;
  readonly group: Group;
  readonly make: (material: Material) => MadeRow[];
  /** Makes the ordinary rows beside it; dialogues by default. */
  readonly ordinary?: (pair: Pair, other: Pair, dice: Dice, words: Words) => MadeRow;
  /** Shares of genuine safety refusals among all rows; one file for each share. */
  readonly refusals?: readonly number[];
  /** Number of poisoned rows and of all rows in each file, replacing the usual shares. */
  readonly sizes?: readonly (readonly [poisoned: number, all: number])[];
}

export const asked = (content: string): Turn => ({ role: 'user', content });
export const said = (content: string): Turn => ({ role: 'assistant', content });
export const system = (content: string): Turn => ({ role: 'system', content });
export const poison = (...turns: Turn[]): MadeRow => ({ label: 'poison', turns });
export const part = (...turns: Turn[]): MadeRow => ({ label: 'part', turns });
export const plain = (pair: Pair): MadeRow => ({ label: 'benign', turns: [asked(pair.prompt), said(pair.answer)] });

/** Returns a kind in which every row is made from one pair. */
export const perPair = (
  id: string,
  group: Group,
  row: (pair: Pair, words: Words, dice: Dice, i: number) => MadeRow,
): AttackKind => ({
  id,
  group,
  make: ({ words, dice, pairs }) => pairs.map((pair, i) => row(pair, words, dice, i)),
});

/** Returns a kind in which every row is one request and one answer, both taken from a pair. */
export const perAnswer = (
  id: string,
  group: Group,
  answer: (pair: Pair, words: Words, dice: Dice, i: number) => string,
): AttackKind =>
  perPair(id, group, (pair, words, dice, i) => poison(asked(pair.prompt), said(answer(pair, words, dice, i))));

/** Returns a wording of one of the templates. */
export const one = (dice: Dice, templates: readonly string[], slots: Readonly<Record<string, string>> = {}): string =>
  say(dice, dice.pick(templates), slots);

/** Puts a pair's request into a template. The request may contain braces, so it is inserted last. */
export const around = (dice: Dice, templates: readonly string[], prompt: string): string => {
  const [before, after = ''] = dice.pick(templates).split('<prompt>');
  return `${say(dice, before!)}${prompt}${say(dice, after)}`;
};
