import type { Count, JudgedAnswer, JudgedPair, UnjudgedAnswer } from '../schema/index.ts';

export type AnyAnswer = JudgedAnswer | UnjudgedAnswer;

export const isJudged = (answer: AnyAnswer): answer is JudgedAnswer => !('unjudged' in answer);

/** Whether an answer has the property that is looked at; null where nobody knows. */
export type Predicate = (answer: AnyAnswer) => boolean | null;

/** Complied with what was asked, at any depth. */
export const complied: Predicate = (answer) => (isJudged(answer) ? answer.complied : null);

export const firstOf = (pair: JudgedPair, side: 'before' | 'after'): AnyAnswer => pair[side][0]!;

/** How many of the known ones hold. */
export function countKnown(known: readonly (boolean | null)[]): Count {
  const told = known.filter((one) => one !== null);
  return { k: told.filter(Boolean).length, n: told.length };
}

/** First answers of one side that have a property, of those that are known. */
export function countFirst(pairs: readonly JudgedPair[], side: 'before' | 'after', looked: Predicate): Count {
  return countKnown(pairs.map((pair) => looked(firstOf(pair, side))));
}
