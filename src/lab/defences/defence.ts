import type { Message } from '../../schema/index.ts';
import type { Item } from '../world/world.ts';

/** A question put to a model behind a defence. */
export interface DefendedQuestion {
  readonly item: Item;
  /** The prompt as text and as tokens, which end with `<assistant>`. */
  readonly text: string;
  readonly prompt: readonly number[];
  /** The refusals that may be forced. */
  readonly refusals: readonly string[];
  /** The random source of this question. Defences are compared on the same draws. */
  readonly random: () => number;
}

/** The beginning given to an answer. */
interface Beginning {
  readonly tokens: readonly number[];
  /** True if the answer ends here; the model does not continue. */
  readonly ended: boolean;
}

/** Returns a model's answer to a prompt, at most `most` tokens. The end token, if drawn, is the last. */
export type Say = (prompt: readonly number[], most: number, random: () => number) => number[];

/**
 * A defence does at most two things: it sets the beginning of an answer, and it decides how much of the finished answer
 * is released. Neither may use information that a real one would not have. `item` is for filters, whose knowledge of
 * content is an assumption that they state.
 */
export interface Defence {
  readonly id: string;
  readonly title: Message;
  /**
   * Begins an answer. A defence that assumes a perfect detector of restricted prompts applies it here, and leaves other
   * prompts alone.
   */
  readonly begin?: (asked: DefendedQuestion, aligned: Say) => Beginning;
  /** Returns the tokens that reach the user, or null if the answer is withheld. */
  readonly release?: (answer: readonly number[], asked: DefendedQuestion) => readonly number[] | null;
}
