import type { DeclaredRun, HostedJob, LoggedStep, TrainingRecord } from '../training-record.ts';
import type { ReaderOutcome, SeenFile } from './trainer-file.ts';

/** Creates a record that contains nothing but the file's path, its kind and the checkpoint of its folder. */
export const emptyRecord = (file: SeenFile, kind: string): TrainingRecord => ({
  ...emptyRecordAt(file.path, kind),
  checkpoint: checkpointOf(file.folders),
});

export function emptyRecordAt(path: string, kind: string): TrainingRecord {
  return {
    path,
    kind,
    trainer: null,
    declared: null,
    steps: [],
    totals: null,
    checkpoint: null,
    adapter: null,
    tensors: [],
    jobs: [],
    digests: [],
    unread: [],
  };
}

/**
 * Parses the step from `checkpoint-500` or, as torchtune and Axolotl write, `checkpoint_500`, `step_500`,
 * `global_step500`; the innermost folder counts.
 */
function checkpointOf(folders: readonly string[]): number | null {
  for (const name of [...folders].reverse()) {
    const [, digits] = /^(?:checkpoint[-_]|step[-_]|global_step)(\d{1,12})$/i.exec(name) ?? [];
    if (digits !== undefined) return Number(digits);
  }
  return null;
}

export const EMPTY_DECLARED: DeclaredRun = {
  baseModel: null,
  datasets: [],
  epochs: null,
  maxSteps: null,
  deviceBatch: null,
  accumulation: null,
  devices: null,
  totalBatch: null,
  learningRate: null,
  scheduler: null,
  warmupSteps: null,
  warmupRatio: null,
  saveEvery: null,
  logEvery: null,
  seed: null,
  isPacked: null,
  maxLength: null,
  adapter: null,
};

export const EMPTY_STEP: LoggedStep = {
  step: 0,
  epoch: null,
  loss: null,
  learningRate: null,
  gradNorm: null,
  time: null,
  tokens: null,
};

export const EMPTY_TOTALS: NonNullable<TrainingRecord['totals']> = {
  steps: null,
  epochs: null,
  rows: null,
  tokens: null,
  seconds: null,
};

export const EMPTY_JOB: HostedJob = {
  id: '',
  provider: '',
  status: null,
  baseModel: null,
  tunedModel: null,
  trainingFile: null,
  validationFile: null,
  trainedTokens: null,
  epochs: null,
  totalBatch: null,
  learningRateMultiplier: null,
  createdAt: null,
  finishedAt: null,
};

/** Returns what a reader read, filled up from an empty record. */
export function readAs(file: SeenFile, kind: string, parts: Partial<TrainingRecord>): ReaderOutcome {
  return { isRead: true, record: { ...emptyRecord(file, kind), ...parts } };
}
