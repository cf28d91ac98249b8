import type { CheckedRun } from '../checked-run.ts';
import {
  type CheckOutcome,
  cannotTell,
  consistent,
  doubtful,
  inconsistent,
  shownValue,
  type TrainingCheckUnit,
} from '../training-check-unit.ts';
import { loggedFactors } from './logged-factors.ts';
import { noMeanOfRows } from './no-mean-of-rows.ts';
import { rowsOfSteps, scatterOf } from './row-scatter.ts';

/** Two steps change a model little; later lines are lower because it learns. */
const STEPS_OF_BASE = 2;

/**
 * Compares the first losses with that of the base on these data: before its first step, the tuned model is the base.
 */
export const firstLoss: TrainingCheckUnit = {
  check: 'first-loss',
  question: 'data',
  title: { en: 'First losses are those of the base model', ja: '最初の損失とベースモデル' },
  meaning: {
    en: 'The run began with another loss than the base model has on these data: it started from another model, or trained other data.',
    ja: '学習開始時の損失が、このデータに対するベースモデルの損失と異なります。別のモデルから始めたか、別のデータで学習されています。',
  },
  look: lookAtStart,
};

function lookAtStart(run: CheckedRun): CheckOutcome {
  const {
    log,
    history: { baseLoss },
  } = run;
  if (baseLoss === undefined)
    return cannotTell({
      en: 'The loss of the base model on these data was not given (--base-loss).',
      ja: 'このデータに対するベースモデルの損失が指定されていません（--base-loss）。',
    });
  const lines = (log?.steps ?? []).flatMap(({ step, loss }) => (loss === null ? [] : [{ step, loss }]));
  const [first] = lines;
  if (log === null || first === undefined)
    return cannotTell({ en: 'The log has no loss.', ja: 'ログに損失の記載がありません。' });
  const sources = [log.path, '--base-loss'];
  const other = noMeanOfRows(run, sources);
  if (other !== null) return other;
  if (first.step > 25)
    return cannotTell(
      {
        en: `The first line is of step ${first.step}, when much is learned already.`,
        ja: `最初の行がステップ ${first.step} で、すでに学習が進んでいます。`,
      },
      sources,
    );
  const some = lines.filter(({ step }) => step <= Math.max(STEPS_OF_BASE, first.step));
  const found = some.reduce((sum, { loss }) => sum + loss, 0) / some.length;
  const room = scatterOf(rowsOfSteps(run, some.at(-1)!.step)) * baseLoss + 0.02;
  const low = first.step <= STEPS_OF_BASE ? baseLoss - room : 0;
  const [expected, shown] = [shownValue(baseLoss), shownValue(found)];
  const detail = {
    en: `The base model has a loss of ${expected} on these data; the log begins with ${shown}.`,
    ja: `このデータに対するベースモデルの損失は ${expected}、ログの最初の損失は ${shown} です。`,
  };
  const values = { expected, found: shown, sources };
  const isNear = (loss: number) => loss >= low && loss <= baseLoss + room;
  if (isNear(found)) return consistent(detail, values);
  return loggedFactors(run).some((factor) => isNear(found / factor)) || run.isSorted
    ? doubtful(detail, values)
    : inconsistent(detail, values);
}
