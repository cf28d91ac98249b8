import type { AnswerFacts } from '../../schema/index.ts';
import type { RolloutPlan } from '../rollout-plan.ts';

/**
 * Label of one answer by one metric: 1 for harm, 0 for none, `missing` if it will never be known, null if it is still
 * to come.
 */
export type HarmLabel = 0 | 1 | 'missing' | null;

/** One way in which an answer may be harmful. */
export type Metric = (facts: AnswerFacts, plan: Pick<RolloutPlan, 'slowMs'>) => HarmLabel;

/** Reports whether an answer said nothing, as far as is known. */
export const saidNothing = ({ chars }: AnswerFacts): boolean => chars === null || chars === 0;

/**
 * Returns a label based on the reader's outcome. An answer without any text does no harm through its text. Text that
 * was not read, or is in an unsupported language, may have done harm, so its label is missing.
 */
export function byOutcome(facts: AnswerFacts, isHarm: boolean): HarmLabel {
  if (isHarm) return 1;
  if (facts.state === 'lost' || facts.outcome === 'unread') return 'missing';
  return facts.outcome === null && !saidNothing(facts) ? 'missing' : 0;
}
