import type { TrainingCheck, TrainingResult } from '../../schema/index.ts';
import type { TrainingHistory } from '../training-record.ts';
import { TRAINING_CHECKS } from './catalogue.ts';
import { checkedRun } from './checked-run.ts';
import type { TrainingQuestion } from './training-check-unit.ts';

/** Runs every check. The order is that of the catalogue; nothing of a history makes it throw. */
export function checkTraining(history: TrainingHistory): TrainingCheck[] {
  const run = checkedRun(history);
  return TRAINING_CHECKS.map(({ check, title, meaning, look }) => ({ check, title, meaning, ...look(run) }));
}

const QUESTION_OF: ReadonlyMap<string, TrainingQuestion> = new Map(
  TRAINING_CHECKS.map(({ check, question }) => [check, question]),
);

/** Questions that must have an answer before a run passes: how much was trained, from which base, and whether the log is of one run. */
const DECIDING: readonly TrainingQuestion[] = ['amount', 'base', 'log'];
/** Agreements of names and of settings with themselves answer nothing: both sides are the word of one party. */
const WORDS_ONLY: ReadonlySet<string> = new Set([
  'base-name',
  'declared-agrees',
  'epochs-as-declared',
  'job-as-declared',
]);

/**
 * `block`: something is inconsistent. `pass`: nothing is, no two values differ for whatever reason, and each deciding question is answered by a check that
 * compared with something other than the trainer's own word. `review`: too little is there to tell, or values differ as those of honest runs may.
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
