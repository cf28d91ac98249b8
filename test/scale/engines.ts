import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { FaultyRun, RecipeResult } from './faulty-run.ts';
import { missingSlurm, SlurmCluster } from './slurm-cluster.ts';

/** An engine that can run here, with its recipe. */
export interface ScaleEngine {
  readonly name: string;
  /** File name in examples/scale. */
  readonly recipe: string;
  /** Source from which it is installed. */
  readonly from: string;
  /** Returns the reason why it cannot run here, or ''. */
  missing(): string;
  version(): string;
  compare(run: FaultyRun): Promise<RecipeResult>;
}

/** Returns a command's output on both streams. */
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

/** Checks for a Python with a package, whose path is in an environment variable; returns '' or what is missing. */
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
    // Four attempts per task, as on a cluster; by default, local mode has one.
    const submit = [python.replace(/[^/]+$/, 'spark-submit'), '--master', 'local[2,4]'];
    return run.compare(submit, SPARK.recipe, { PYSPARK_PYTHON: python, SPARK_LOCAL_IP: '127.0.0.1' });
  },
};

/** Engines that CI installs, and all engines. */
export const QUICK_ENGINES: readonly ScaleEngine[] = [PARALLEL, SLURM, RAY];
export const ENGINES: readonly ScaleEngine[] = [...QUICK_ENGINES, SPARK];
