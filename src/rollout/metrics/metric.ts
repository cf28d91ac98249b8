import type { AnswerFacts } from '../../schema/index.ts';
import type { RolloutPlan } from '../rollout-plan.ts';

/** What a metric says of one answer: harm or none; `missing`: it will never be known; null: its label is still to come. */
export type HarmLabel = 0 | 1 | 'missing' | null;

/** One thing that may be wrong with an answer. */
export type Metric = (facts: AnswerFacts, plan: Pick<RolloutPlan, 'slowMs'>) => HarmLabel;

/** Whether an answer said anything, as far as is known. */
export const saidNothing = ({ chars }: AnswerFacts): boolean => chars === null || chars === 0;

/**
 * What the reader's outcome says, if there is one. An answer without a word does no harm by its text; words that nobody read, or that are in a
 * language that is not read, may have.
 */
export function byOutcome(facts: AnswerFacts, isHarm: boolean): HarmLabel {
  if (isHarm) return 1;
  if (facts.state === 'lost' || facts.outcome === 'unread') return 'missing';
  return facts.outcome === null && !saidNothing(facts) ? 'missing' : 0;
}
