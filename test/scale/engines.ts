import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { FaultyRun, RecipeResult } from './faulty-run.ts';
import { missingSlurm, SlurmCluster } from './slurm-cluster.ts';

/** An engine that runs here, and its recipe. */
export interface ScaleEngine {
  readonly name: string;
  /** A file of examples/scale. */
  readonly recipe: string;
  /** Where it was taken from. */
  readonly from: string;
  /** '' where it can be run here. */
  missing(): string;
  version(): string;
  compare(run: FaultyRun): Promise<RecipeResult>;
}

/** What a command prints to either stream. */
function said(command: string, args: readonly string[]): string {
  const { stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return `${stdout}${stderr}`;
}

const versionIn = (text: string, pattern: RegExp) => pattern.exec(text)?.[1] ?? 'unknown';

const PARALLEL: ScaleEngine = {
  name: 'GNU parallel',
  recipe: 'parallel.sh',
  from: 'Debian `parallel`',
  missing: () => (spawnSync('which', ['parallel']).status === 0 ? '' : 'parallel not installed'),
  version: () => versionIn(said('parallel', ['--version']), /parallel (\d+)/),
  compare: (run) => run.compare(['bash'], PARALLEL.recipe, { PARALLEL: '--jobs 2' }),
};

const SLURM: ScaleEngine = {
  name: 'Slurm array',
  recipe: 'slurm.sh',
  from: 'Debian `slurm-wlm`, `munge`; slurmctld and slurmd on one machine',
  missing: missingSlurm,
  version: () => versionIn(said('slurmctld', ['-V']), /slurm\S* (\S+)/),
  async compare(run) {
    const cluster = await SlurmCluster.start();
    try {
      return await run.compare(['bash'], SLURM.recipe, cluster.env);
    } finally {
      await cluster.stop();
    }
  },
};

/** A Python with a package: its path is in a variable of the environment. */
const pythonWith = (variable: string, packageName: string) =>
  existsSync(process.env[variable] ?? '') ? '' : `${variable} names no Python with ${packageName}`;
const versionOf = (variable: string, packageName: string) =>
  said(process.env[variable]!, ['-c', `import ${packageName}; print(${packageName}.__version__)`]).trim();

const RAY: ScaleEngine = {
  name: 'Ray tasks',
  recipe: 'ray_scan.py',
  from: 'PyPI `ray`',
  missing: () => pythonWith('RAY_PYTHON', 'ray'),
  version: () => versionOf('RAY_PYTHON', 'ray'),
  compare: (run) =>
    run.compare([process.env.RAY_PYTHON!], RAY.recipe, { RAY_USAGE_STATS_ENABLED: '0', RAY_TMPDIR: run.folder }),
};

const SPARK: ScaleEngine = {
  name: 'Spark tasks',
  recipe: 'spark_scan.py',
  from: 'PyPI `pyspark`, Java of Debian',
  missing: () => pythonWith('SPARK_PYTHON', 'pyspark'),
  version: () => versionOf('SPARK_PYTHON', 'pyspark'),
  compare(run) {
    const python = process.env.SPARK_PYTHON!;
    // Four attempts a task, as on a cluster; without it, local mode has one.
    const submit = [python.replace(/[^/]+$/, 'spark-submit'), '--master', 'local[2,4]'];
    return run.compare(submit, SPARK.recipe, { PYSPARK_PYTHON: python, SPARK_LOCAL_IP: '127.0.0.1' });
  },
};

/** Those that CI installs, and all. */
export const QUICK_ENGINES: readonly ScaleEngine[] = [PARALLEL, SLURM, RAY];
export const ENGINES: readonly ScaleEngine[] = [...QUICK_ENGINES, SPARK];
