import type { Message } from '../../../schema/index.ts';
import type { LoggedStep } from '../../training-record.ts';
import { EMPTY_DECLARED, EMPTY_STEP, EMPTY_TOTALS, emptyRecord, readAs } from '../empty-record.ts';
import { asCount, asList, asNumber, asPositive, field } from '../parsing/fields.ts';
import type { TrainerFile } from '../trainer-file.ts';

const KIND = 'trainer-state';

/** `trainer_state.json` of Hugging Face's Trainer, and of all that build on it (TRL, Axolotl, LLaMA-Factory, Unsloth). */
export const trainerState: TrainerFile = {
  kind: KIND,
  claims: ({ content }) =>
    content.form === 'value' &&
    Array.isArray(field(content.value, 'log_history')) &&
    field(content.value, 'global_step') !== undefined,
  read: (file) => {
    const value = file.content.form === 'value' ? file.content.value : null;
    const history = asList(field(value, 'log_history'));
    const { steps, unread, summary } = readHistory(history);
    const globalStep = asCount(field(value, 'global_step'));
    const inFolder = emptyRecord(file, KIND).checkpoint;
    return readAs(file, KIND, {
      declared: {
        ...EMPTY_DECLARED,
        epochs: asPositive(field(value, 'num_train_epochs')),
        maxSteps: asPositive(field(value, 'max_steps')),
        deviceBatch: asPositive(field(value, 'train_batch_size')),
        saveEvery: asPositive(field(value, 'save_steps')),
        logEvery: asPositive(field(value, 'logging_steps')),
      },
      steps,
      totals: {
        ...EMPTY_TOTALS,
        steps: globalStep,
        epochs: asNumber(field(value, 'epoch')),
        rows: rowsOf(summary),
        tokens: asPositive(field(value, 'num_input_tokens_seen')),
        seconds: asPositive(field(summary, 'train_runtime')),
      },
      checkpoint: inFolder,
      unread,
    });
  },
};

/** Rows that went through, as runtime times rows a second; the Trainer writes three digits, so whole rows only where they are few. */
function rowsOf(summary: unknown): number | null {
  const seconds = asPositive(field(summary, 'train_runtime'));
  const perSecond = asPositive(field(summary, 'train_samples_per_second'));
  return seconds === null || perSecond === null ? null : Math.round(seconds * perSecond);
}

interface History {
  readonly steps: readonly LoggedStep[];
  readonly unread: readonly Message[];
  /** The line that ends a run: `train_runtime`, `train_loss`. */
  readonly summary: unknown;
}

const TRAINED = ['loss', 'learning_rate', 'grad_norm'];
/** Lines that say nothing of training steps: evaluations, and sums at the end. */
const OTHERS = /^(?:eval_|test_|predict_|train_|total_flos$)/;

/** Lines of `log_history`, in order; also those of files that keep the same lines elsewhere. */
export function readHistory(history: readonly unknown[]): History {
  const steps: LoggedStep[] = [];
  let [strange, unfinite] = [0, 0];
  let summary: unknown = null;
  for (const line of history) {
    const step = asCount(field(line, 'step', 'current_steps', 'global_step'));
    const hasTrained = TRAINED.some((name) => field(line, name) !== undefined);
    const keys = typeof line === 'object' && line !== null ? Object.keys(line) : [];
    if (keys.includes('train_runtime')) summary = line;
    if (!hasTrained || step === null) {
      if (hasTrained || !keys.some((key) => OTHERS.test(key))) strange++;
      continue;
    }
    const loss = field(line, 'loss');
    if (loss !== undefined && asNumber(loss) === null) unfinite++;
    steps.push({
      ...EMPTY_STEP,
      step,
      epoch: asNumber(field(line, 'epoch')),
      loss: asNumber(loss),
      learningRate: asNumber(field(line, 'learning_rate', 'lr')),
      gradNorm: asNumber(field(line, 'grad_norm')),
      tokens: asCount(field(line, 'num_input_tokens_seen', 'num_tokens')),
    });
  }
  return { steps, summary, unread: [...strangeLines(strange), ...unfiniteLines(unfinite)] };
}

/** Lines of a log that are of no known form, where there are any. */
export function strangeLines(count: number): readonly Message[] {
  if (count === 0) return [];
  return [
    {
      en: `Log lines without a step, or of a form that is not known: ${count}.`,
      ja: `ステップ番号のない、または形式が不明なログ行：${count} 行。`,
    },
  ];
}

/** Losses that are not numbers, where there are any: they count as not said. */
export function unfiniteLines(count: number): readonly Message[] {
  if (count === 0) return [];
  return [
    {
      en: `Log lines whose loss is NaN, infinite or not a number: ${count}; they count as having none.`,
      ja: `損失が NaN、無限大、または数値でないログ行：${count} 行。損失の記載なしとして扱います。`,
    },
  ];
}
