import type { Message } from '../../../schema/index.ts';
import type { LoggedStep } from '../../training-record.ts';
import { EMPTY_STEP } from '../empty-record.ts';
import { unfiniteLines } from '../hugging-face/log-notes.ts';
import { asCount, asNumber, asTime } from '../parsing/fields.ts';

/**
 * The meanings of metric names as trackers see them, with or without `train/`, as written by trainers of many makes.
 */
const MEANINGS: ReadonlyMap<string, keyof LoggedStep> = new Map([
  ['loss', 'loss'],
  ['train_loss', 'loss'],
  ['training_loss', 'loss'],
  ['learning_rate', 'learningRate'],
  ['lr', 'learningRate'],
  ['grad_norm', 'gradNorm'],
  ['epoch', 'epoch'],
  ['global_step', 'step'],
  ['num_input_tokens_seen', 'tokens'],
  ['num_tokens', 'tokens'],
  ['_timestamp', 'time'],
]);

/**
 * Returns the meaning of a metric's name; null if it is not a metric of training. `eval/loss` and `valid/loss` are not,
 * and `train/train_loss` is the mean of a whole run.
 */
export function metricMeaning(name: string): keyof LoggedStep | null {
  const parts = name.trim().toLowerCase().split('/');
  const last = parts.at(-1)!;
  if (parts.length > 2 || (parts.length === 2 && !['train', 'training'].includes(parts[0]!))) return null;
  if (parts.length === 2 && last === 'train_loss') return null;
  return MEANINGS.get(last) ?? null;
}

/** The steps of rows that name their metrics, and what was not read. */
export interface MetricRows {
  readonly steps: readonly LoggedStep[];
  readonly unread: readonly Message[];
}

/**
 * Reads the rows of a tracker's export. Successive rows of one step are merged (trackers write a row for each call).
 * Without `global_step`, the tracker's own count is used, and `unread` says so: it counts calls, not optimizer steps.
 */
export function readMetricRows(rows: Iterable<ReadonlyMap<string, unknown>>, ownStep: string): MetricRows {
  const steps: LoggedStep[] = [];
  let [unfinite, own] = [0, 0];
  for (const row of rows) {
    const found: Partial<Record<keyof LoggedStep, number | null>> = {};
    for (const [name, value] of row) {
      const meaning = metricMeaning(name);
      if (meaning === null || value === '' || value === null || value === undefined) continue;
      if (meaning === 'loss' && asNumber(value) === null) unfinite++;
      found[meaning] ??= meaning === 'time' ? asTime(value) : asNumber(value);
    }
    const isTrained = ['loss', 'learningRate', 'gradNorm'].some((name) => Object.hasOwn(found, name));
    const step = asCount(found.step) ?? asCount(row.get(ownStep));
    if (!isTrained || step === null) continue;
    if (asCount(found.step) === null) own++;
    addStep(steps, { ...EMPTY_STEP, ...found, step });
  }
  return { steps, unread: [...ownSteps(own), ...unfiniteLines(unfinite)] };
}

function addStep(steps: LoggedStep[], step: LoggedStep): void {
  const last = steps.at(-1);
  const isSame = last?.step === step.step && (last.loss === null || step.loss === null);
  if (!isSame) steps.push(step);
  else steps[steps.length - 1] = mergedStep(last, step);
}

/** Merges two lines of one step; if both have a value, the earlier one counts. */
export const mergedStep = (first: LoggedStep, second: LoggedStep): LoggedStep => ({
  step: first.step,
  epoch: first.epoch ?? second.epoch,
  loss: first.loss ?? second.loss,
  learningRate: first.learningRate ?? second.learningRate,
  gradNorm: first.gradNorm ?? second.gradNorm,
  time: first.time ?? second.time,
  tokens: first.tokens ?? second.tokens,
});

function ownSteps(count: number): readonly Message[] {
  if (count === 0) return [];
  return [
    {
      en: `Rows without an optimizer step, for which the tracker's own count was taken: ${count}.`,
      ja: `最適化ステップの記載がなく、記録ツール自身の連番を使用した行：${count} 行。`,
    },
  ];
}
