import { availableParallelism, cpus } from 'node:os';
import {
  ATTACKS,
  availableKernels,
  DEFENCES,
  expectationsOf,
  runStudy,
  type Study,
  type StudyOptions,
  stepsOfTask,
  type ToyModel,
  TUNING_SEEDS,
} from '../../lab/index.ts';
import { type LabReport, type LabScan, type LabSpeed, TOOL } from '../../schema/index.ts';
import type { LabProgress } from './lab-progress.ts';
import { scanFiles } from './lab-scans.ts';
import { LabThreads } from './lab-threads.ts';

/** Resources and callbacks of a run. */
export interface LabMeans {
  readonly jobs: number;
  readonly signal: AbortSignal;
  /** Command in the report with which it can be reproduced. */
  readonly command: string;
  readonly onProgress: (progress: LabProgress) => void;
  /** Receives every trained model. */
  readonly onModel: (model: ToyModel) => void;
}

/**
 * Runs a study in threads, scans the files it trained on, times the kernels, and reports. Throws `interrupted` when
 * aborted.
 */
export async function runLab(options: StudyOptions, means: LabMeans): Promise<LabReport> {
  const { jobs, signal, onProgress, onModel } = means;
  const started = performance.now();
  const { seeds, rows } = options;
  const stepsOfSeed = stepsOfTask('base') + rows.reduce((sum, row) => sum + stepsOfTask('row', row), 0);
  const all = { allModels: seeds.length * (1 + rows.length), allSteps: seeds.length * stepsOfSeed };
  let models = 0;
  let steps = 0;
  const threads = new LabThreads(jobs, () => {
    steps += 1;
    onProgress({ models, steps, ...all });
  });
  const stop = () => void threads.close();
  signal.addEventListener('abort', stop);
  try {
    const onTask = (done: number) => {
      models = done;
      onProgress({ models, steps, ...all });
    };
    const study = await runStudy(options, threads.submit, onTask, async (model) => onModel(model));
    const scans = await scanFiles(study, signal);
    const speeds: LabSpeed[] = [];
    // One after the other: a second thread would slow the first down.
    for (const kernels of availableKernels()) speeds.push(await threads.measure(kernels));
    return reportOf(study, scans, speeds, means, (performance.now() - started) / 1000);
  } finally {
    signal.removeEventListener('abort', stop);
    await threads.close();
  }
}

function reportOf(
  study: Study,
  scans: readonly LabScan[],
  speeds: readonly LabSpeed[],
  { jobs, command }: LabMeans,
  seconds: number,
): LabReport {
  const { seeds, rows, defences, kernels, bases, results } = study;
  const attacks = ATTACKS.filter(({ id }) => rows.includes(id));
  return {
    schema: 'zenbun.lab/1',
    tool: TOOL,
    seeds,
    tuningSeeds: TUNING_SEEDS,
    rows: attacks.map(({ id, title, row }) => ({ id, title, fineTuned: row !== undefined })),
    defences: DEFENCES.filter(({ id }) => defences.includes(id)).map(({ id, title }) => ({ id, title })),
    bases,
    results,
    scans,
    expectations: expectationsOf(results),
    run: {
      kernels,
      jobs,
      command,
      seconds,
      cpu: cpus()[0]?.model ?? '',
      cores: availableParallelism(),
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
      speeds,
    },
  };
}
