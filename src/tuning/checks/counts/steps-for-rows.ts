import type { Message } from '../../../schema/index.ts';
import { type CheckedRun, firstSaid, type SaidValue } from '../checked-run.ts';
import { onlyJob } from '../hosted-jobs.ts';

/** Rows per optimizer step, as far as they are stated. */
export interface StepSize {
  readonly deviceBatch: number;
  readonly accumulation: number;
  readonly devices: number;
  /** True if every factor is stated; otherwise the missing ones are taken as 1. */
  readonly isWhole: boolean;
  readonly sources: readonly string[];
}

/** Returns null if no batch size is stated at all. */
export function stepSizeOf(run: CheckedRun): StepSize | null {
  const total = firstSaid(run.said('totalBatch'));
  if (total !== null && total.value >= 1)
    return { deviceBatch: total.value, accumulation: 1, devices: 1, isWhole: true, sources: [total.source] };
  const hosted = hostedStep(run);
  if (hosted !== null) return hosted;
  const batch = firstSaid(run.said('deviceBatch'));
  if (batch === null || batch.value < 1) return null;
  const accumulation = firstSaid(run.said('accumulation'));
  const devices = firstSaid(run.said('devices'));
  const named = [batch, accumulation, devices].filter((one): one is SaidValue<number> => one !== null);
  return {
    deviceBatch: batch.value,
    accumulation: Math.max(accumulation?.value ?? 1, 1),
    devices: Math.max(devices?.value ?? 1, 1),
    isWhole: named.length === 3,
    sources: named.map(({ source }) => source),
  };
}

/** Providers whose `batch_size` counts rows. Others count tokens, or pack several rows into one sequence. */
const COUNT_ROWS: readonly string[] = ['openai', 'azure-openai'];

/**
 * Returns the rows per step of a hosted job. It is unknown whether the last batch is dropped, kept, or filled up from
 * the next pass; `stepsOfPass` allows for all three.
 */
function hostedStep({ history }: CheckedRun): StepSize | null {
  const { job, path } = onlyJob(history) ?? {};
  if (job === undefined || path === undefined || !COUNT_ROWS.includes(job.provider)) return null;
  if (job.totalBatch === null || job.totalBatch < 1) return null;
  return { deviceBatch: job.totalBatch, accumulation: 1, devices: 1, isWhole: true, sources: [path] };
}

/**
 * Returns the fewest and the most optimizer steps of one pass over `rows`: the last batch dropped or kept, the last
 * accumulation dropped or kept, rows shared among devices.
 */
export function stepsOfPass(rows: number, { deviceBatch, accumulation, devices }: StepSize): readonly [number, number] {
  const rowsOfBatch = deviceBatch * devices;
  const fewest = Math.floor(Math.floor(rows / rowsOfBatch) / accumulation);
  const most = Math.ceil(Math.ceil(rows / rowsOfBatch) / accumulation);
  return [Math.max(fewest, 1), Math.max(most, 1)];
}

/**
 * Returns the fewest and the most optimizer steps of `epochs` passes. Trainers round part of a pass up; half a step is
 * allowed for epochs that a log rounds.
 */
export function stepsOfRun(rows: number, epochs: number, size: StepSize): readonly [number, number] {
  const [fewest, most] = stepsOfPass(rows, size);
  return [Math.floor(fewest * epochs), Math.ceil(most * epochs + 0.5 * Number(!Number.isInteger(epochs)))];
}

/** More devices times accumulation than any run could afford. */
const MOST_FACTOR = 10_000_000;

/**
 * Reports whether steps do not follow from rows: streams have no length, and trainers pair preferences, split them, or
 * answer them several times.
 */
export const isOtherThanRows = (run: CheckedRun): boolean =>
  run.isStreamed ||
  run.history.data.some(({ isPreference }) => isPreference === true) ||
  (onlyJob(run.history)?.job.method ?? 'supervised') !== 'supervised' ||
  (run.log !== null && run.log.record.kind === 'trainer-state' && run.log.steps.every(({ loss }) => loss === null));

export const OTHER_THAN_ROWS: Message = {
  en: 'Streams, preferences and reinforcement: steps do not follow from rows.',
  ja: 'ストリーミング、選好学習または強化学習のため、行数からステップ数は決まりません。',
};

/**
 * Returns the factor that explains fewer steps than one device would take: the missing devices times accumulation. null
 * if none fits.
 */
export function factorThatFits(rows: number, epochs: number, size: StepSize, steps: number): number | null {
  const [, most] = stepsOfRun(rows, epochs, size);
  const near = Math.round(most / Math.max(steps, 1));
  // Beyond this limit the file is nonsense, and counting up from such a large number would never end.
  if (!(near < MOST_FACTOR)) return null;
  for (let factor = Math.max(2, near - 2); factor <= near + 2; factor++) {
    const [low, high] = stepsOfRun(rows, epochs, { ...size, devices: size.devices * factor });
    if (steps >= low && steps <= high) return factor;
  }
  return null;
}
