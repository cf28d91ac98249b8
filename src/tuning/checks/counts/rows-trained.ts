import { type CheckedRun, firstSaid } from '../checked-run.ts';
import {
  type CheckOutcome,
  cannotTell,
  consistent,
  doubtful,
  inconsistent,
  type TrainingCheckUnit,
} from '../training-check-unit.ts';
import { isOtherThanRows, OTHER_THAN_ROWS } from './steps-for-rows.ts';

/** Compares the rows that the trainer's own summary counts with rows times epochs. */
export const rowsTrained: TrainingCheckUnit = {
  check: 'rows-trained',
  question: 'amount',
  title: { en: 'Rows that the trainer counted', ja: 'トレーナーが数えた行数' },
  meaning: {
    en: "The summary at the end of the run counts other rows than the data have. The summary is made from the trainer's own list of rows.",
    ja: '学習終了時の集計行数が、データの行数と異なります。集計はトレーナー自身の行数から計算されます。',
  },
  look: lookAtRows,
};

function lookAtRows(run: CheckedRun): CheckOutcome {
  const summary = run.summaries.find(({ totals }) => totals?.rows != null);
  const trained = summary?.totals?.rows ?? null;
  const epochs = firstSaid(run.said('epochs'));
  if (run.rows === null)
    return cannotTell({
      en: 'The data are not at hand: give them with --data.',
      ja: '学習データがありません。--data で指定してください。',
    });
  if (summary === undefined || trained === null || epochs === null)
    return cannotTell({ en: 'No summary counts rows.', ja: '行数の集計がありません。' });
  const sources = [summary.path, epochs.source];
  if (isOtherThanRows(run)) return cannotTell(OTHER_THAN_ROWS, sources);
  if (run.isPacked)
    return cannotTell(
      { en: 'Rows were packed into common sequences.', ja: '複数の行を 1 つの系列にまとめる設定（packing）です。' },
      sources,
    );
  if (run.setSteps !== null)
    return cannotTell(
      {
        en: 'A number of steps was set, so the summary does not count rows.',
        ja: 'ステップ数の指定があるため、集計は行数を表しません。',
      },
      sources,
    );
  const [expected, most] = [run.rows * epochs.value, run.mostRows * epochs.value];
  const seconds = summary.totals?.seconds ?? null;
  // Rows per second have three decimals, the runtime has four.
  const rounding = seconds === null ? 0.01 * expected : 0.0006 * seconds + 0.0001 * expected;
  const values = { expected, found: trained, sources };
  const detail = {
    en: `${run.rows} rows × ${epochs.value} epochs are ${expected}; the trainer's summary counts ${trained}.`,
    ja: `${run.rows} 行 × ${epochs.value} エポックは ${expected} 行ですが、トレーナーの集計は ${trained} 行です。`,
  };
  if (trained > most + 1 + rounding) return inconsistent(detail, values);
  // Rows were held out for validation or dropped for their length, or the trainer rounded its epochs up.
  return trained < expected - 1 - rounding ? doubtful(detail, values) : consistent(detail, values);
}
