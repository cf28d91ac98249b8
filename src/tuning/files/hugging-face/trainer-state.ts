import type { Message } from '../../../schema/index.ts';
import type { LoggedStep } from '../../training-record.ts';
import { EMPTY_DECLARED, EMPTY_STEP, EMPTY_TOTALS, emptyRecord, readAs } from '../empty-record.ts';
import { asCount, asList, asNumber, asPositive, asText, field } from '../parsing/fields.ts';
import { parsedValue, type TrainerFile } from '../trainer-file.ts';
import { preferenceLines, strangeLines, unfiniteLines } from './log-notes.ts';

const KIND = 'trainer-state';

/**
 * `trainer_state.json` of Hugging Face's Trainer, and of everything that builds on it (TRL, Axolotl, LLaMA-Factory,
 * Unsloth).
 */
export const trainerState: TrainerFile = {
  kind: KIND,
  claims: (file) =>
    Array.isArray(field(parsedValue(file), 'log_history')) && field(parsedValue(file), 'global_step') !== undefined,
  read: (file) => {
    const value = parsedValue(file);
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
        // Both are 500 even if a run saves or logs by epoch, so a value is only used if the file itself bears it out.
        saveEvery: dividing(asPositive(field(value, 'save_steps')), inFolder === null ? [] : [inFolder]),
        logEvery: dividing(
          asPositive(field(value, 'logging_steps')),
          steps.map(({ step }) => step),
        ),
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
      bestCheckpoint: bestOf(field(value, 'best_model_checkpoint')),
      unread,
    });
  },
};

const bestOf = (path: unknown): number | null => {
  const [, digits] = /checkpoint-(\d{1,12})[/\\]*$/.exec(asText(path) ?? '') ?? [];
  return digits === undefined ? null : Number(digits);
};

/**
 * Returns the rows processed in total (rows of the data times epochs), as runtime times rows per second. The Trainer
 * writes the latter with three decimals, so the product is off by up to 0.0005 times the seconds; null if that may be
 * more than 1 %.
 */
export function rowsOf(summary: unknown): number | null {
  const seconds = asPositive(field(summary, 'train_runtime'));
  const perSecond = asPositive(field(summary, 'train_samples_per_second'));
  return seconds === null || perSecond === null || perSecond < 0.05 ? null : asNumber(Math.round(seconds * perSecond));
}

function dividing(every: number | null, steps: readonly number[]): number | null {
  const fitting = every === null ? 0 : steps.filter((step) => step % every === 0).length;
  return fitting > 0 && fitting * 2 >= steps.length ? every : null;
}

interface History {
  readonly steps: readonly LoggedStep[];
  readonly unread: readonly Message[];
  /** The line that ends a run: `train_runtime`, `train_loss`. */
  readonly summary: unknown;
}

const TRAINED = ['loss', 'learning_rate', 'grad_norm'];
/** Lines that say nothing about training steps: evaluations, and totals at the end. */
const OTHERS = /^(?:eval_|test_|predict_|train_|total_flos$)/;

/** Reads the lines of `log_history`, in order; also those of files that keep the same lines elsewhere. */
function readHistory(history: readonly unknown[]): History {
  const steps: LoggedStep[] = [];
  let [strange, unfinite, preferred] = [0, 0, 0];
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
    // The loss of preference and reward training is not a cross-entropy of the answers, so nothing can be computed for
    // it from the data.
    const isPreference = keys.some((key) => key.startsWith('rewards/') || key === 'reward');
    if (isPreference) preferred++;
    const loss = isPreference ? undefined : field(line, 'loss');
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
  return {
    steps,
    summary,
    unread: [...strangeLines(strange), ...unfiniteLines(unfinite), ...preferenceLines(preferred)],
  };
}
