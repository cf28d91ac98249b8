import type { TensorEntry, TrainingRecord } from '../../training-record.ts';
import type { CheckedRun } from '../checked-run.ts';
import {
  type CheckOutcome,
  cannotTell,
  consistent,
  inconsistent,
  type TrainingCheckUnit,
} from '../training-check-unit.ts';

/** Checks that each checkpoint is of the step that its folder names, and that no two hold the same weights. */
export const checkpointOrder: TrainingCheckUnit = {
  check: 'checkpoints',
  question: 'weights',
  title: { en: 'Checkpoints in order', ja: 'チェックポイントの順序' },
  meaning: {
    en: 'A checkpoint is not of the step that it claims, or holds the weights of another: files were exchanged or copied. None of them shows how the model came about.',
    ja: 'チェックポイントのステップが記載と異なるか、別のチェックポイントと同じ重みです。ファイルの差し替えや複製が考えられ、学習の経過を示す根拠になりません。',
  },
  look: lookAtCheckpoints,
};

function lookAtCheckpoints(run: CheckedRun): CheckOutcome {
  const { records } = run.history;
  const numbers = [...new Set(records.flatMap(({ checkpoint }) => (checkpoint === null ? [] : [checkpoint])))].sort(
    (a, b) => a - b,
  );
  if (numbers.length === 0)
    return cannotTell({ en: 'No checkpoints were found.', ja: 'チェックポイントが見つかりません。' });
  const sources = records.filter(({ checkpoint }) => checkpoint !== null).map(({ path }) => path);
  for (const { checkpoint, totals, steps, path } of records) {
    if (checkpoint === null) continue;
    const found = totals?.steps ?? steps.at(-1)?.step ?? null;
    if (found !== null && (totals?.steps != null ? found !== checkpoint : found > checkpoint))
      return inconsistent(
        {
          en: `${path} is of step ${found}, its folder of step ${checkpoint}.`,
          ja: `${path} の記録はステップ ${found}、フォルダーはステップ ${checkpoint} です。`,
        },
        { expected: checkpoint, found, sources: [path] },
      );
  }
  const total = run.steps?.value ?? null;
  const beyond = numbers.find((one) => total !== null && one > total);
  if (beyond !== undefined && total !== null)
    return inconsistent(
      {
        en: `There is a checkpoint of step ${beyond}; the log ends at ${total}.`,
        ja: `ステップ ${beyond} のチェックポイントがありますが、ログはステップ ${total} で終わっています。`,
      },
      { expected: `≤ ${total}`, found: beyond, sources },
    );
  return alikeWeights(numbers, records) ?? unlikeResult(numbers, records, total) ?? inOrder(numbers, sources);
}

const inOrder = (numbers: readonly number[], sources: readonly string[]): CheckOutcome => {
  const found = numbers.slice(0, 12).join(', ');
  return consistent(
    {
      en: `Checkpoints of the steps ${found}, each with weights of its own.`,
      ja: `ステップ ${found} のチェックポイントがあり、重みはそれぞれ異なります。`,
    },
    { expected: found, found, sources },
  );
};

function alikeWeights(numbers: readonly number[], records: readonly TrainingRecord[]): CheckOutcome | null {
  const seen = new Map<string, number>();
  for (const number of numbers) {
    const key = weightsKey(records.filter(({ checkpoint }) => checkpoint === number));
    if (key === null) continue;
    const other = seen.get(key);
    if (other !== undefined)
      return inconsistent(
        {
          en: `The checkpoints of the steps ${other} and ${number} hold the same weights.`,
          ja: `ステップ ${other} と ${number} のチェックポイントの重みが同じです。`,
        },
        {
          expected: `≠ checkpoint-${other}`,
          found: `= checkpoint-${other}`,
          sources: [`checkpoint-${other}`, `checkpoint-${number}`],
        },
      );
    seen.set(key, number);
  }
  return null;
}

/**
 * Checks that the result of a run that ends with a checkpoint is that checkpoint, or an earlier one if the best was
 * kept.
 */
function unlikeResult(
  numbers: readonly number[],
  records: readonly TrainingRecord[],
  total: number | null,
): CheckOutcome | null {
  const last = numbers.at(-1)!;
  const result = records.filter(({ checkpoint }) => checkpoint === null);
  const key = weightsKey(result);
  const kept = numbers.map((one) => ({ one, key: weightsKey(records.filter(({ checkpoint }) => checkpoint === one)) }));
  if (last !== total || key === null || kept.some((one) => one.key === null || one.key === key)) return null;
  const [names, lastNames] = [result, records.filter(({ checkpoint }) => checkpoint === last)].map((some) =>
    tensorNames(some.flatMap(({ tensors }) => tensors)),
  );
  if (names !== lastNames) return null;
  // If a run ends with its best checkpoint, that one may have been deleted since.
  const best = records.find(({ bestCheckpoint }) => bestCheckpoint != null)?.bestCheckpoint ?? null;
  if (best !== null && !numbers.includes(best)) return null;
  return inconsistent(
    {
      en: `The run ends with the checkpoint of step ${last}, and the result holds other weights than every checkpoint.`,
      ja: `学習はステップ ${last} のチェックポイントで終わっていますが、結果の重みはどのチェックポイントとも異なります。`,
    },
    {
      expected: `= checkpoint-${last}`,
      found: '≠',
      sources: [`checkpoint-${last}`, ...result.flatMap(({ tensors }) => tensors.map(({ file }) => file))],
    },
  );
}

const tensorNames = (tensors: readonly TensorEntry[]): string =>
  tensors
    .map(({ name, dtype, shape }) => `${name} ${dtype} ${shape.join('×')}`)
    .sort()
    .join('\n');

/**
 * Returns a key for the weights of some records: digests of tensors, or of whole weight files; null if neither is
 * known.
 */
function weightsKey(records: readonly TrainingRecord[]): string | null {
  const tensors = records.flatMap((record) => record.tensors);
  // DeepSpeed leaves tensors without values if it keeps the weights in files of its own.
  if (tensors.length > 0 && tensors.every(({ shape }) => shape.includes(0))) return null;
  if (tensors.length > 0 && tensors.every(({ sha256 }) => sha256 !== null))
    return tensors
      .map(({ name, sha256 }) => `${name} ${sha256}`)
      .sort()
      .join('\n');
  const files = records.filter((record) => record.tensors.length > 0).flatMap(({ digests }) => digests);
  return files.length === 0
    ? null
    : files
        .map(({ name, sha256 }) => `${name} ${sha256}`)
        .sort()
        .join('\n');
}
