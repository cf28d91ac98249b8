import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ZenbunError } from '../errors.ts';
import {
  ATTACKS,
  DEFENCES,
  expectationsOf,
  exportedFile,
  type Keep,
  type KernelsName,
  makeWorld,
  measureKernels,
  runStudy,
  type Study,
  stepsOfTask,
  type Task,
  type ToyModel,
  TUNING_SEEDS,
} from '../lab/index.ts';
import { labPage, labTerminalReport } from '../report/index.ts';
import { scan, TOOL, writeWhole } from '../scan/index.ts';
import type { LabReport, LabScan, LabSpeed, Lang } from '../schema/index.ts';
import { EXIT } from './exit-code.ts';
import { interruptible } from './interruptible.ts';
import { writeModels } from './lab-models.ts';
import { idsOf, seedsOf } from './lab-options.ts';
import { labProgressBar } from './lab-progress.ts';
import { LabThreads } from './lab-threads.ts';
import type { SharedFlags } from './shared-flags.ts';
import { writeStdout } from './stdout.ts';
import { terminalStyle, terminalWidth } from './terminal-style.ts';

export interface LabRunFlags extends SharedFlags {
  readonly seeds: string;
  readonly rows?: string;
  readonly defences?: string;
  readonly jobs?: string;
  readonly kernels: KernelsName;
  readonly models?: string;
  readonly json?: string;
  readonly md?: string;
}

/** `zenbun lab run`: trains, attacks, defends, measures; exits 1 where the pattern of the paper does not show. */
export async function labRunCommand(flags: LabRunFlags, lang: Lang): Promise<number> {
  if (flags.json === '-' && flags.md === '-') {
    throw new ZenbunError('usage', 'only one result can go to standard output (-)');
  }
  const options = {
    seeds: seedsOf(flags.seeds),
    rows: idsOf(
      flags.rows,
      ATTACKS.map(({ id }) => id),
      'row',
    ),
    defences: idsOf(
      flags.defences,
      DEFENCES.map(({ id }) => id),
      'defence',
    ),
    kernels: flags.kernels,
  };
  const jobs = jobsOf(flags.jobs);
  const kept: ToyModel[] = [];
  const keep: Keep = async (model) => void (flags.models !== undefined && kept.push(model));
  const report = await interruptible((signal) => run(options, { jobs, signal, keep }, lang, flags.quiet ?? false));
  if (flags.models !== undefined) await writeModels(flags.models, kept, report);
  for (const [path, text] of [
    [flags.json, () => `${JSON.stringify(report, null, 2)}\n`],
    [flags.md, () => labPage(report, { lang })],
  ] as const) {
    if (path !== undefined) await (path === '-' ? writeStdout(text()) : writeWhole(path, text()));
  }
  if (!flags.quiet && flags.json !== '-' && flags.md !== '-') {
    const style = terminalStyle(flags.color, process.env);
    await writeStdout(labTerminalReport(report, { lang, style, width: terminalWidth() }));
  }
  return report.expectations.every(({ holds }) => holds) ? EXIT.done : EXIT.findings;
}

type Options = Parameters<typeof runStudy>[0];

interface Means {
  readonly jobs: number;
  readonly signal: AbortSignal;
  /** Keeps a trained model. */
  readonly keep: Keep;
}

async function run(options: Options, { jobs, signal, keep }: Means, lang: Lang, quiet: boolean): Promise<LabReport> {
  const started = performance.now();
  const bar = labProgressBar(lang, quiet);
  const steps = new Map<Task, number>();
  let models = 0;
  const allModels = options.seeds.length * (1 + options.rows.length);
  const allSteps =
    options.seeds.length * (stepsOfTask('base') + options.rows.reduce((sum, row) => sum + stepsOfTask('row', row), 0));
  const update = () =>
    bar.update({ models, allModels, steps: [...steps.values()].reduce((sum, own) => sum + own, 0), allSteps });
  const threads = new LabThreads(jobs, (task, step) => {
    steps.set(task, step);
    update();
  });
  const stop = () => void threads.close();
  signal.addEventListener('abort', stop);
  try {
    const study = await runStudy(
      options,
      threads.submit,
      (done) => {
        models = done;
        update();
      },
      keep,
    );
    const scans = await scanFiles(study, signal);
    const seconds = (performance.now() - started) / 1000;
    return reportOf(study, scans, jobs, seconds, (['wasm', 'plain'] as const).map(speedOf));
  } finally {
    bar.stop();
    signal.removeEventListener('abort', stop);
    await threads.close();
  }
}

function speedOf(kernels: KernelsName): LabSpeed {
  const { trainTokensPerSecond, decodeTokensPerSecond } = measureKernels(kernels, () => performance.now());
  return { kernels, training: trainTokensPerSecond, decoding: decodeTokensPerSecond };
}

/** Scans the very files that the rows were trained on. */
async function scanFiles({ seeds, rows }: Study, signal: AbortSignal): Promise<LabScan[]> {
  const folder = await mkdtemp(join(tmpdir(), 'zenbun-lab-'));
  try {
    const scans: LabScan[] = [];
    for (const seed of seeds) {
      for (const attack of ATTACKS) {
        if (attack.row === undefined || !rows.includes(attack.id)) continue;
        const path = join(folder, `${attack.id}.jsonl`);
        await writeWhole(path, exportedFile(attack, makeWorld(seed)));
        const { verdict, flagged, coverage, findings } = await scan({ paths: [path], jobs: 1, signal });
        scans.push({
          seed,
          row: attack.id,
          verdict,
          flaggedRows: { k: flagged.rows, n: coverage.read },
          findings: findings.map(({ detector, level }) => ({ detector, level })),
        });
      }
    }
    return scans;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function reportOf(
  study: Study,
  scans: readonly LabScan[],
  jobs: number,
  seconds: number,
  speeds: readonly LabSpeed[],
): LabReport {
  const { seeds, rows, defences, kernels, bases, results } = study;
  return {
    schema: 'zenbun.lab/1',
    tool: TOOL,
    seeds,
    tuningSeeds: TUNING_SEEDS,
    rows: ATTACKS.filter(({ id }) => rows.includes(id)).map(({ id, title, row }) => ({
      id,
      title,
      fineTuned: row !== undefined,
    })),
    defences: DEFENCES.filter(({ id }) => defences.includes(id)).map(({ id, title }) => ({ id, title })),
    bases,
    results,
    scans,
    expectations: expectationsOf(results),
    run: {
      kernels,
      jobs,
      seconds,
      cpu: cpus()[0]?.model ?? '',
      cores: availableParallelism(),
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
      speeds,
    },
  };
}

function jobsOf(typed: string | undefined): number {
  const jobs = typed === undefined ? availableParallelism() : Number(typed);
  if (Number.isInteger(jobs) && jobs >= 1 && jobs <= 256) return jobs;
  throw new ZenbunError('usage', `--jobs ${typed} is not a whole number from 1 to 256`);
}
