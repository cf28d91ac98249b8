import type { CheckedRun } from '../checked-run.ts';
import {
  type CheckOutcome,
  cannotTell,
  consistent,
  doubtful,
  inconsistent,
  type TrainingCheckUnit,
} from '../training-check-unit.ts';
import { isOtherThanRows, OTHER_THAN_ROWS, stepSizeOf, stepsOfPass } from './steps-for-rows.ts';

/**
 * Compares the steps of one pass, as given by the log's own epochs, with the rows of the data. Needs no declared number
 * of epochs.
 */
export const epochsFitRows: TrainingCheckUnit = {
  check: 'epochs-fit-rows',
  question: 'amount',
  title: { en: 'Steps of one epoch fit the rows', ja: '1 エポックのステップ数と行数' },
  meaning: {
    en: 'The trainer counted another number of rows in its data than the data have: rows were added or left out. Ask for the data as they were used.',
    ja: 'トレーナーが数えた行数が、渡されたデータの行数と異なります。行の追加や除外があります。実際に使ったデータの提出を求めてください。',
  },
  look: lookAtPass,
};

function lookAtPass(run: CheckedRun): CheckOutcome {
  const { rows, log } = run;
  const size = stepSizeOf(run);
  if (rows === null)
    return cannotTell({
      en: 'The data are not at hand: give them with --data.',
      ja: '学習データがありません。--data で指定してください。',
    });
  const pass = log === null ? null : loggedPass(log.steps);
  if (log === null || pass === null)
    return cannotTell({
      en: 'No log counts steps and epochs.',
      ja: 'ステップとエポックの両方を記録したログがありません。',
    });
  if (size === null)
    return cannotTell(
      { en: 'No file says how many rows a step has.', ja: '1 ステップの行数がどのファイルにも記載されていません。' },
      [log.path],
    );
  const sources = [log.path, ...size.sources, ...run.history.data.map(({ path }) => path)];
  if (isOtherThanRows(run)) return cannotTell(OTHER_THAN_ROWS, sources);
  if (run.isPacked)
    return cannotTell(
      { en: 'Rows were packed into common sequences.', ja: '複数の行を 1 つの系列にまとめる設定（packing）です。' },
      sources,
    );
  const [low] = stepsOfPass(rows, size);
  const [, high] = stepsOfPass(run.mostRows, size);
  // Epochs count batches, so the steps of a pass need not be a whole number.
  const exact = rows / (size.deviceBatch * size.accumulation * size.devices);
  const [least, most] = [Math.min(low, exact) * (1 - pass.slack), Math.max(high, exact) * (1 + pass.slack)];
  const expected = low === high ? String(low) : `${low}–${high}`;
  const found = Number(pass.steps.toPrecision(4));
  const detail = {
    en: `${rows} rows make ${expected} steps an epoch; the log's epochs advance as with ${found}.`,
    ja: `${rows} 行では 1 エポック ${expected} ステップですが、ログのエポックは ${found} ステップで 1 進んでいます。`,
  };
  const values = { expected, found, sources };
  if (pass.steps >= least && pass.steps <= most) return consistent(detail, values);
  if (pass.steps > most) return inconsistent(detail, values);
  // Rows held out for validation, or dropped for their length, make fewer steps.
  if (size.isWhole) return doubtful(detail, values);
  return cannotTell(
    {
      en: `The log has ${found} steps an epoch where one device would take ${expected}; devices or accumulation are not said.`,
      ja: `ログでは 1 エポック ${found} ステップ、1 デバイスなら ${expected} ステップです。デバイス数または勾配累積の記載がありません。`,
    },
    sources,
  );
}

/**
 * Returns the steps in which the log's epoch grows by one, and the possible rounding error as a share of them; null if
 * too little is logged.
 */
function loggedPass(
  steps: readonly { readonly step: number; readonly epoch: number | null }[],
): { steps: number; slack: number } | null {
  const known = steps.filter(({ epoch, step }) => epoch !== null && epoch > 0 && step > 0);
  const last = known.reduce<(typeof known)[number] | null>(
    (most, one) => (most === null || one.step > most.step ? one : most),
    null,
  );
  if (last === null || last.epoch === null || last.epoch < 0.05) return null;
  return { steps: last.step / last.epoch, slack: Math.max(0.006 / last.epoch, 0.5 / last.step) };
}
