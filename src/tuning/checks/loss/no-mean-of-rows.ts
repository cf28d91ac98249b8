import type { CheckedRun } from '../checked-run.ts';
import { type CheckOutcome, cannotTell } from '../training-check-unit.ts';

/**
 * Explains why a logged loss is not a mean cross-entropy over rows, so that no evaluation can be compared with it; null
 * if it may be one.
 */
export function noMeanOfRows(run: CheckedRun, sources: readonly string[]): CheckOutcome | null {
  if (run.isPacked)
    return cannotTell(
      {
        en: 'Rows were packed into common sequences, which changes what the loss is the mean of.',
        ja: '複数の行を 1 つの系列にまとめる設定（packing）のため、損失を比較できません。',
      },
      sources,
    );
  if (run.history.data.some(({ isPreference }) => isPreference === true))
    return cannotTell(
      {
        en: 'The rows say which answer is better: the loss of such training is not a cross-entropy.',
        ja: '回答の優劣を学習するデータのため、ログの損失は交差エントロピーではなく、比較できません。',
      },
      sources,
    );
  return null;
}
