import type { LoggedStep } from '../../training-record.ts';
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
import { rowsOfSteps, scatterOf } from './row-scatter.ts';

/** Of what the log says was learned, so much must be there: rows held out, dropped or not reached again cost less. */
const LEAST_SHARE = 0.5;
/** A loss that falls by a smaller share of the base's says too little. */
const LEAST_FALL = 0.2;
/** The last lines of a log, as a share of all. */
const LAST = 0.1;

/** After its last step the tuned model is what was delivered: what the log says it learned on these data, it knows. */
export const lastLoss: TrainingCheckUnit = {
  check: 'last-loss',
  question: 'data',
  title: { en: 'The result learned what the log says', ja: 'ログ上の学習結果と納品されたモデル' },
  meaning: {
    en: 'On the declared data the delivered model is not as good as the log says: it was trained on other data, or went on to others afterwards.',
    ja: '申告されたデータに対する納品モデルの損失が、ログの水準に遠く及びません。別のデータで学習されたか、その後に別のデータで学習が続けられています。',
  },
  look: lookAtEnd,
};

function lookAtEnd(run: CheckedRun): CheckOutcome {
  const {
    log,
    said,
    history: { baseLoss, tunedLoss },
  } = run;
  if (baseLoss === undefined || tunedLoss === undefined)
    return cannotTell({
      en: 'The losses of the base model and of the delivered model on these data were not given (--base-loss, --tuned-loss).',
      ja: 'このデータに対するベースモデルと納品モデルの損失が指定されていません（--base-loss、--tuned-loss）。',
    });
  const ends = endsOf(run);
  if (log === null || ends.length === 0)
    return cannotTell({ en: 'The log has no loss.', ja: 'ログに損失の記載がありません。' });
  const sources = [log.path, '--base-loss', '--tuned-loss'];
  if (said('isPacked').some(({ value }) => value))
    return cannotTell(
      {
        en: 'Rows were packed into common sequences, which changes what the loss is the mean of.',
        ja: '複数の行を 1 つの系列にまとめる設定（packing）のため、損失を比較できません。',
      },
      sources,
    );
  const { loss: logged, rows } = ends.reduce((most, end) => (end.loss > most.loss ? end : most));
  const shown = { base: shownValue(baseLoss), tuned: shownValue(tunedLoss), logged: shownValue(logged) };
  const isEnough = (end: number) => tunedLoss <= mostLoss(baseLoss, end, rows);
  const most = mostLoss(baseLoss, logged, rows);
  if (baseLoss - logged < LEAST_FALL * baseLoss)
    return cannotTell(
      {
        en: `By the log the loss hardly fell on these data: from ${shown.base} of the base model to ${shown.logged}.`,
        ja: `ログ上、損失はほとんど下がっていません（ベースモデル ${shown.base}、最後の行 ${shown.logged}）。`,
      },
      sources,
    );
  const detail = {
    en: `On these data the base model has a loss of ${shown.base}, and the delivered model ${shown.tuned}; the log ends with ${shown.logged}.`,
    ja: `このデータに対する損失はベースモデル ${shown.base}、納品モデル ${shown.tuned} です。ログの最後の損失は ${shown.logged} です。`,
  };
  const values = { expected: `≤ ${shownValue(most)}`, found: shown.tuned, sources };
  if (isEnough(logged)) return consistent(detail, values);
  const isScaled = !startsAt(run, baseLoss) && loggedFactors(run).some((factor) => isEnough(logged / factor));
  return isScaled || run.isSorted ? doubtful(detail, values) : inconsistent(detail, values);
}

/** Whether the log begins with about the base's loss, and so is not off by a factor. */
function startsAt(run: CheckedRun, baseLoss: number): boolean {
  const first = run.log?.steps.find(({ loss }) => loss !== null);
  if (first?.loss == null) return false;
  return Math.abs(first.loss - baseLoss) <= scatterOf(rowsOfSteps(run, first.step)) * baseLoss;
}

/** The greatest loss of a model that has at least `LEAST_SHARE` of the fall from `base` to `end`, the mean over `rows` rows. */
const mostLoss = (base: number, end: number, rows: number): number =>
  base - LEAST_SHARE * (base - end - scatterOf(rows) * end);

/** Mean losses where the delivered model may have been taken: of the last lines, and of those up to the checkpoint that the trainer holds to be the best. */
function endsOf(run: CheckedRun): { readonly loss: number; readonly rows: number }[] {
  const { log } = run;
  const lines = (log?.steps ?? []).filter((line): line is LoggedStep & { loss: number } => line.loss !== null);
  const best = run.logs.flatMap(({ record }) => record.bestCheckpoint ?? []);
  const count = Math.max(1, Math.round(LAST * lines.length));
  return [Number.POSITIVE_INFINITY, ...best].flatMap((until) => {
    const before = lines.filter(({ step }) => step <= until);
    const last = before.slice(-count);
    if (last.length === 0) return [];
    const steps = last.at(-1)!.step - (before.at(-count - 1)?.step ?? 0);
    return [{ loss: last.reduce((sum, { loss }) => sum + loss, 0) / last.length, rows: rowsOfSteps(run, steps) }];
  });
}
