import type { Message } from '../../schema/index.ts';
import type { Item } from '../world/world.ts';

/** One question put to a model behind a defence. */
export interface DefendedQuestion {
  readonly item: Item;
  /** The prompt as text and as tokens, `<assistant>` last. */
  readonly text: string;
  readonly prompt: readonly number[];
  /** The refusals that may be forced. */
  readonly refusals: readonly string[];
  /** Of this question. Defences are compared on the same draws. */
  readonly random: () => number;
}

/** How an answer was begun. */
interface Beginning {
  readonly tokens: readonly number[];
  /** The answer is over; the model does not go on. */
  readonly ended: boolean;
}

/** Says what a model answers to a prompt, at most `most` tokens; the end token, where it comes, is the last. */
export type Say = (prompt: readonly number[], most: number, random: () => number) => number[];

/**
 * A defence is at most two things: what an answer is made to begin with, and what of the finished answer is let through.
 * Neither may see what a real one could not: `item` is for filters, whose knowledge of content is an assumption that they state.
 */
export interface Defence {
  readonly id: string;
  readonly title: Message;
  /** Where the assumption of a perfect detector of restricted prompts is made, it is made here: others are left alone. */
  readonly begin?: (asked: DefendedQuestion, aligned: Say) => Beginning;
  /** The tokens that reach the user; null where the answer is withheld. */
  readonly release?: (answer: readonly number[], asked: DefendedQuestion) => readonly number[] | null;
}
