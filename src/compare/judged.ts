import type { Count, JudgedAnswer, JudgedPair, UnjudgedAnswer } from '../schema/index.ts';

export type AnyAnswer = JudgedAnswer | UnjudgedAnswer;

export const isJudged = (answer: AnyAnswer): answer is JudgedAnswer => !('unjudged' in answer);

/** Reports whether an answer has the property in question; null if unknown. */
export type Predicate = (answer: AnyAnswer) => boolean | null;

/** Reports whether an answer complied with the request, at any depth. */
export const complied: Predicate = (answer) => (isJudged(answer) ? answer.complied : null);

export const firstOf = (pair: JudgedPair, side: 'before' | 'after'): AnyAnswer => pair[side][0]!;

/** Counts how many of the known values are true. */
export function countKnown(known: readonly (boolean | null)[]): Count {
  const told = known.filter((one) => one !== null);
  return { k: told.filter(Boolean).length, n: told.length };
}

/** Counts the first answers of one side that have a property, out of those for which it is known. */
export function countFirst(pairs: readonly JudgedPair[], side: 'before' | 'after', looked: Predicate): Count {
  return countKnown(pairs.map((pair) => looked(firstOf(pair, side))));
}
