import type { TrainingCheck, TrainingResult } from '../../schema/index.ts';
import type { TrainingHistory } from '../training-record.ts';
import { TRAINING_CHECKS } from './catalogue.ts';
import { checkedRun } from './checked-run.ts';
import type { TrainingQuestion } from './training-check-unit.ts';

/** Runs every check, in the order of the catalogue. Never throws, whatever the history contains. */
export function checkTraining(history: TrainingHistory): TrainingCheck[] {
  const run = checkedRun(history);
  return TRAINING_CHECKS.map(({ check, title, meaning, look }) => ({ check, title, meaning, ...look(run) }));
}

const QUESTION_OF: ReadonlyMap<string, TrainingQuestion> = new Map(
  TRAINING_CHECKS.map(({ check, question }) => [check, question]),
);

/**
 * Questions that must be answered before a run passes: how much was trained, from which base, and whether the log is of
 * one run.
 */
const DECIDING: readonly TrainingQuestion[] = ['amount', 'base', 'log'];
/**
 * Checks that answer nothing, because they compare names, or settings with themselves: both sides are one party's word.
 */
const WORDS_ONLY: ReadonlySet<string> = new Set([
  'base-name',
  'declared-agrees',
  'epochs-as-declared',
  'job-as-declared',
]);

/**
 * Returns the verdict of the checks. `block`: something is inconsistent. `pass`: nothing is inconsistent, no check
 * shows two differing values, and each deciding question is answered by a check that compared with something other than
 * the trainer's own word. `review`: there is too little to tell, or values differ in a way that those of honest runs
 * may.
 */
export function trainingVerdict(checks: readonly TrainingCheck[]): TrainingResult['verdict'] {
  if (checks.some(({ state }) => state === 'inconsistent')) return 'block';
  const answered = new Set(
    checks.flatMap(({ check, state }) =>
      state === 'consistent' && !WORDS_ONLY.has(check) ? [QUESTION_OF.get(check)] : [],
    ),
  );
  if (checks.some(({ state, expected }) => state === 'cannot-tell' && expected !== null)) return 'review';
  return DECIDING.every((question) => answered.has(question)) ? 'pass' : 'review';
}
