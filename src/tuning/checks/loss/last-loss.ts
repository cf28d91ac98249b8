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

/**
 * Minimum share of the learning shown in the log that must be found in the result. Rows held out, dropped or not
 * reached again cost less than the rest.
 */
const LEAST_SHARE = 0.5;
/** Minimum fall of the loss, as a share of the base's loss; smaller ones say too little. */
const LEAST_FALL = 0.2;
/** The last lines of a log, as a share of all lines. */
const LAST = 0.1;

/**
 * Compares the loss of the delivered model with the end of the log: after its last step, the tuned model is what was
 * delivered, and it knows what the log says it learned from these data.
 */
export const lastLoss: TrainingCheckUnit = {
  check: 'last-loss',
  question: 'data',
  title: { en: 'The result learned what the log says', ja: 'ログ上の学習結果と納品されたモデル' },
  meaning: {
    en: 'On the declared data the delivered model has not learned as much as the log says: it was trained on other data, or was trained further on other data afterwards.',
    ja: '申告されたデータに対する納品モデルの損失が、ログの水準に遠く及びません。別のデータで学習されたか、その後に別のデータで学習が続けられています。',
  },
  look: lookAtEnd,
};

function lookAtEnd(run: CheckedRun): CheckOutcome {
  const {
    log,
    history: { baseLoss, tunedLoss, data },
  } = run;
  if (baseLoss === undefined || tunedLoss === undefined)
    return cannotTell({
      en: 'The losses of the base model and of the delivered model on these data were not given (--base-loss, --tuned-loss).',
      ja: 'このデータに対するベースモデルと納品モデルの損失が指定されていません（--base-loss、--tuned-loss）。',
    });
  const end = endOf(run, Number.POSITIVE_INFINITY);
  if (log === null || end === null)
    return cannotTell({ en: 'The log has no loss.', ja: 'ログに損失の記載がありません。' });
  const sources = [log.path, '--base-loss', '--tuned-loss'];
  const other = noMeanOfRows(run, sources);
  if (other !== null) return other;
  const shown = { base: shownValue(baseLoss), tuned: shownValue(tunedLoss), logged: shownValue(end.loss) };
  const falls = (one: LoggedEnd) => baseLoss - one.loss >= LEAST_FALL * baseLoss;
  const isEnough = (one: LoggedEnd) => tunedLoss <= mostLoss(baseLoss, one);
  if (!falls(end))
    return cannotTell(
      {
        en: `By the log the loss hardly fell on these data: from ${shown.base} of the base model to ${shown.logged}.`,
        ja: `ログ上、損失はほとんど下がっていません（ベースモデル ${shown.base}、ログの終わり ${shown.logged}）。`,
      },
      sources,
    );
  const best = bestOf(run);
  const upTo = best === null ? null : { step: best.step, loss: shownValue(best.loss) };
  const detail = {
    en: `On these data the base model has a loss of ${shown.base}, and the delivered model ${shown.tuned}; by the log it was ${shown.logged} in the end${upTo === null ? '' : `, and ${upTo.loss} up to checkpoint ${upTo.step}, which the trainer holds to be the best`}.`,
    ja: `このデータに対する損失はベースモデル ${shown.base}、納品モデル ${shown.tuned} です。ログ上の損失は、終わりで ${shown.logged}${upTo === null ? '' : `、最良とされるチェックポイント ${upTo.step} までで ${upTo.loss}`} です。`,
  };
  const values = { expected: `≤ ${shownValue(mostLoss(baseLoss, end))}`, found: shown.tuned, sources };
  if (isEnough(end) || (best !== null && falls(best) && isEnough(best))) return consistent(detail, values);
  const isScaled =
    !startsAt(run, baseLoss) && loggedFactors(run).some((factor) => isEnough({ ...end, loss: end.loss / factor }));
  // Little may have been learned before a best checkpoint that came early, and several files may have been drawn from
  // unevenly.
  const isOpen = run.isSorted || data.length > 1 || isScaled || (best !== null && isEnough(best));
  return isOpen ? doubtful(detail, values) : inconsistent(detail, values);
}

/** Reports whether the log begins at about the base's loss, and so is not off by a factor. */
function startsAt(run: CheckedRun, baseLoss: number): boolean {
  const first = run.log?.steps.find(({ loss }) => loss !== null);
  if (first?.loss == null) return false;
  return Math.abs(first.loss - baseLoss) <= scatterOf(rowsOfSteps(run, first.step)) * baseLoss;
}

/** A mean of logged losses. */
interface LoggedEnd {
  readonly loss: number;
  /** Minimum number of rows that it covers. */
  readonly rows: number;
  /** Step of the last line. */
  readonly step: number;
}

/** Returns the highest loss of a model that has at least `LEAST_SHARE` of the fall from `base` to the logged loss. */
const mostLoss = (base: number, { loss, rows }: LoggedEnd): number =>
  base - LEAST_SHARE * (base - loss - scatterOf(rows) * loss);

/**
 * Returns the mean of the last lines up to a step; null if there are none. If several lines have the same step, the
 * last one counts, because a run that was resumed from a checkpoint writes them again.
 */
function endOf(run: CheckedRun, until: number): LoggedEnd | null {
  const byStep = new Map<number, number>();
  for (const { step, loss } of run.log?.steps ?? []) if (loss !== null && step <= until) byStep.set(step, loss);
  const lines = [...byStep].sort(([a], [b]) => a - b);
  const count = Math.max(1, Math.round(LAST * lines.length));
  const last = lines.slice(-count);
  if (last.length === 0) return null;
  const step = last.at(-1)![0];
  const loss = last.reduce((sum, [, one]) => sum + one, 0) / last.length;
  return { loss, rows: rowsOfSteps(run, step - (lines.at(-count - 1)?.[0] ?? 0)), step };
}

/**
 * Returns the end of the log up to the checkpoint that the trainer considers the best, which may be what was delivered.
 */
function bestOf(run: CheckedRun): LoggedEnd | null {
  const best = run.logs.flatMap(({ record }) => record.bestCheckpoint ?? []);
  return best.length === 0 ? null : endOf(run, Math.max(...best));
}
