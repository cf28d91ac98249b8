import { type CheckedRun, firstSaid, type SaidValue, STATEMENT_SOURCE } from '../checked-run.ts';
import {
  type CheckOutcome,
  cannotTell,
  consistent,
  doubtful,
  inconsistent,
  type TrainingCheckUnit,
} from '../training-check-unit.ts';
import { epochsReached, hostedEpochs } from './counted-epochs.ts';

/** Compares the epochs and steps that the log reached with those that were declared. */
export const epochsAsDeclared: TrainingCheckUnit = {
  check: 'epochs-as-declared',
  question: 'amount',
  title: { en: 'Epochs as declared', ja: '宣言どおりのエポック数' },
  meaning: {
    en: 'The run was longer or shorter than declared. Longer: rows were learned more often than agreed, or others were. Shorter: the run was stopped, or a part of the log is missing.',
    ja: '宣言より長い、または短い学習です。長い場合は、同じ行を余分に学習したか、別の行を学習しています。短い場合は、途中で停止したか、ログの一部が欠けています。',
  },
  look: lookAtEpochs,
};

function lookAtEpochs(run: CheckedRun): CheckOutcome {
  const { log, steps } = run;
  if (log === null || steps === null)
    return cannotTell({ en: 'No log with steps was found.', ja: 'ステップを記録したログが見つかりません。' });
  // A trainer derives `max_steps` from the epochs, and `num_train_epochs` from a set number of steps, so its own word
  // is the weaker one.
  const limit = run.setSteps ?? (run.written('epochs').length > 0 ? null : firstSaid(run.said('maxSteps')));
  if (limit !== null) return againstSteps(run, limit, steps);
  const declared = firstSaid(run.said('epochs')) ?? hostedEpochs(run);
  if (declared === null)
    return cannotTell({
      en: 'No file declares epochs or steps.',
      ja: 'エポック数やステップ数を宣言したファイルがありません。',
    });
  if (run.isStreamed)
    return cannotTell({ en: 'A stream has no epochs.', ja: 'ストリーミングのため、エポックはありません。' }, [
      log.path,
    ]);
  const reached = epochsReached(run);
  if (reached === null)
    return cannotTell({ en: 'The log does not count epochs.', ja: 'ログにエポックの記載がありません。' }, [log.path]);
  const slack = slackOf(run, declared.value, reached.value);
  const values = { expected: declared.value, found: reached.value, sources: [declared.source, reached.source] };
  const detail = {
    en: `${declared.value} epochs were declared; the log ends at ${reached.value}.`,
    ja: `宣言は ${declared.value} エポック、ログの最後は ${reached.value} エポックです。`,
  };
  if (Math.abs(reached.value - declared.value) <= slack) return consistent(detail, values);
  if (reached.value > declared.value) return inconsistent(detail, values);
  // transformers 4.46 to 4.49 planned passes without the rest of an accumulation, but then trained it. At the end, one
  // step is missing for each pass.
  const accumulation = firstSaid(run.said('accumulation'))?.value ?? 2;
  const missing = Math.ceil(declared.value) * epochOfStep(run, reached.value);
  const isByRest = accumulation > 1 && declared.value - reached.value <= slack + missing;
  return isByRest ? consistent(detail, values) : doubtful(detail, values);
}

function againstSteps(run: CheckedRun, limit: SaidValue<number>, steps: SaidValue<number>): CheckOutcome {
  const values = { expected: limit.value, found: steps.value, sources: [limit.source, steps.source] };
  const detail = {
    en: `${limit.value} steps were declared; the run had ${steps.value}.`,
    ja: `宣言は ${limit.value} ステップ、実際は ${steps.value} ステップです。`,
  };
  // A run may be stopped early; none continues by itself.
  if (limit.value !== steps.value)
    return steps.value < limit.value ? doubtful(detail, values) : inconsistent(detail, values);
  return beyondSignedEpochs(run, limit) ?? consistent(detail, values);
}

/**
 * Doubts a statement that names epochs together with a number of steps that makes more of them, if no configuration
 * sets that number: it may have been copied from the log, and then says nothing.
 */
function beyondSignedEpochs(run: CheckedRun, limit: SaidValue<number>): CheckOutcome | null {
  const declared = run.history.attested?.declared?.epochs ?? null;
  const reached = epochsReached(run);
  const isConfigured = run.written('maxSteps').some(({ source }) => source !== STATEMENT_SOURCE);
  if (limit.source !== STATEMENT_SOURCE || isConfigured || run.isStreamed) return null;
  if (declared === null || reached === null) return null;
  if (reached.value <= declared + slackOf(run, declared, reached.value)) return null;
  return doubtful(
    {
      en: `The statement names ${declared} epochs and ${limit.value} steps, and these are ${reached.value} epochs; no configuration sets a number of steps.`,
      ja: `ステートメントには ${declared} エポックと ${limit.value} ステップの記載がありますが、このステップ数は ${reached.value} エポックに当たります。ステップ数を指定した設定ファイルはありません。`,
    },
    { expected: declared, found: reached.value, sources: [limit.source, reached.source] },
  );
}

const epochOfStep = ({ steps }: CheckedRun, reached: number): number => reached / Math.max(steps?.value ?? 1, 1);

/** Up to two steps, or 1 %, because lines are rounded. With packing, the length of a pass is only a guess. */
const slackOf = (run: CheckedRun, declared: number, reached: number): number =>
  Math.max(2.5 * epochOfStep(run, reached), (run.isPacked ? 0.05 : 0.01) * declared, 0.011);
