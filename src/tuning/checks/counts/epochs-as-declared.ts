import { type CheckedRun, firstSaid } from '../checked-run.ts';
import {
  type CheckOutcome,
  cannotTell,
  consistent,
  doubtful,
  inconsistent,
  type TrainingCheckUnit,
} from '../training-check-unit.ts';

/** Epochs and steps that the log reached against those that were declared. */
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
  const limit = firstSaid(run.written('maxSteps')) ?? firstSaid(run.said('maxSteps'));
  const written = run.written('epochs');
  // A trainer works `max_steps` out of the epochs, and `num_train_epochs` out of set steps: its own word is the weaker one.
  if (limit !== null && (written.length === 0 || limit.source !== log.path)) {
    const sources = [limit.source, steps.source];
    const values = { expected: limit.value, found: steps.value, sources };
    const detail = {
      en: `${limit.value} steps were declared; the run had ${steps.value}.`,
      ja: `宣言は ${limit.value} ステップ、実際は ${steps.value} ステップです。`,
    };
    if (limit.value === steps.value) return consistent(detail, values);
    // A run may be stopped early; none goes on by itself.
    return steps.value < limit.value ? doubtful(detail, values) : inconsistent(detail, values);
  }
  const declared = firstSaid(written) ?? firstSaid(run.said('epochs'));
  if (declared === null)
    return cannotTell({
      en: 'No file declares epochs or steps.',
      ja: 'エポック数やステップ数を宣言したファイルがありません。',
    });
  const reached =
    log.record.totals?.epochs ??
    log.steps.reduce<number | null>((most, { epoch }) => (epoch === null ? most : Math.max(most ?? 0, epoch)), null);
  if (run.isStreamed)
    return cannotTell({ en: 'A stream has no epochs.', ja: 'ストリーミングのため、エポックはありません。' }, [
      log.path,
    ]);
  if (reached === null)
    return cannotTell({ en: 'The log does not count epochs.', ja: 'ログにエポックの記載がありません。' }, [log.path]);
  const epochOfStep = reached / Math.max(steps.value, 1);
  // Up to two steps, or one in a hundred: lines that round. Packing only guesses how long a pass is.
  const slack = Math.max(2.5 * epochOfStep, (run.isPacked ? 0.05 : 0.01) * declared.value, 0.011);
  const values = { expected: declared.value, found: reached, sources: [declared.source, log.path] };
  const detail = {
    en: `${declared.value} epochs were declared; the log ends at ${reached}.`,
    ja: `宣言は ${declared.value} エポック、ログの最後は ${reached} エポックです。`,
  };
  if (Math.abs(reached - declared.value) <= slack) return consistent(detail, values);
  if (reached > declared.value) return inconsistent(detail, values);
  // transformers 4.46 to 4.49 planned passes without the rest of an accumulation, and then trained it: a step of each pass is missing at the end.
  const accumulation = firstSaid(run.said('accumulation'))?.value ?? 2;
  const isByRest = accumulation > 1 && declared.value - reached <= slack + Math.ceil(declared.value) * epochOfStep;
  return isByRest ? consistent(detail, values) : doubtful(detail, values);
}
