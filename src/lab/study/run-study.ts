import type { LabBase, LabRow } from '../../schema/index.ts';
import type { KernelsName } from '../kernels/kernels.ts';
import type { ToyModel } from '../organism/model-file.ts';
import type { Task, TaskResult } from './tasks.ts';

/** What to run. */
export interface StudyOptions {
  readonly seeds: readonly number[];
  readonly rows: readonly string[];
  readonly defences: readonly string[];
  readonly kernels: KernelsName;
}

/** The measurements, by seed and row, in the order of the options. */
export interface Study extends StudyOptions {
  readonly bases: readonly LabBase[];
  readonly results: readonly LabRow[];
}

/** Runs a task somewhere; may run any number concurrently. */
export type Submit = <K extends Task['kind']>(
  task: Extract<Task, { kind: K }>,
) => Promise<Extract<TaskResult, { kind: K }>>;

/** Called after each finished task. */
export type OnTask = (done: number, total: number) => void;

/** Receives every trained model, under the name of its row. */
export type Keep = (model: ToyModel) => Promise<void>;

/** Runs a study. The result does not depend on how many tasks `submit` runs at a time, nor on their order. */
export async function runStudy(
  options: StudyOptions,
  submit: Submit,
  onTask: OnTask = () => undefined,
  keep: Keep = async () => undefined,
): Promise<Study> {
  const { seeds, rows, defences, kernels } = options;
  const total = seeds.length * (1 + rows.length);
  let done = 0;
  const finished = <T>(result: T): T => {
    done += 1;
    onTask(done, total);
    return result;
  };
  const worlds = await Promise.all(
    seeds.map(async (seed) => {
      const { base, aligned } = finished(await submit({ kind: 'base', seed, kernels }));
      const results = await Promise.all(
        rows.map(async (row) => {
          const task = { kind: 'row', seed, kernels, row, defences, aligned } as const;
          const { row: result, tuned } = finished(await submit<'row'>(task));
          await keep({ row, seed, parameters: tuned });
          return result;
        }),
      );
      return { base, results };
    }),
  );
  return { ...options, bases: worlds.map(({ base }) => base), results: worlds.flatMap(({ results }) => results) };
}
