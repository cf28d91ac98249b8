import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { DETECTORS } from '../../detectors/index.ts';
import { ZenbunError } from '../../errors.ts';
import type { ScanOptions } from '../options.ts';
import { type Engine, inThisThread } from './engine.ts';
import { inWorkers } from './worker-pool.ts';

/**
 * Number of bytes that take as long to read as a thread takes to start and compile. Below twice as many, one thread is
 * faster. Ignored if the caller sets `jobs`.
 */
const WORTH_A_THREAD = 48 * 2 ** 20;

/** Decides where rows are read. Throws `usage` for an invalid number of jobs. */
export function startEngine(options: ScanOptions, totalBytes: number): Engine {
  const { detectors, workerUrl } = options;
  const inWorkerToo = detectors === undefined || workerUrl !== undefined;
  const worthwhile = Math.max(1, Math.min(availableParallelism(), Math.floor(totalBytes / WORTH_A_THREAD)));
  const jobs = options.jobs ?? (inWorkerToo ? worthwhile : 1);
  if (!Number.isInteger(jobs) || jobs < 1 || jobs > 256) {
    throw new ZenbunError('usage', {
      en: `The number of jobs must be a whole number from 1 to 256, not ${jobs}.`,
      ja: `ジョブ数は 1 から 256 の整数で指定してください（指定値：${jobs}）`,
    });
  }
  const own = new URL('./scan-worker.js', import.meta.url);
  // A bundle does not include this file: rows are then read in this thread, with the same result.
  if (jobs === 1 || (detectors === undefined && workerUrl === undefined && !existsSync(own)))
    return inThisThread(detectors ?? DETECTORS);
  if (!inWorkerToo) {
    throw new ZenbunError(
      'usage',
      {
        en: 'Custom detectors run in workers only with a workerUrl that provides them.',
        ja: '独自の検出器をワーカーで動かすには、それを提供する workerUrl が必要です',
      },
      {
        advice: { en: 'Set workerUrl, or set jobs to 1.', ja: 'workerUrl を指定するか、jobs を 1 にしてください。' },
      },
    );
  }
  return inWorkers(workerUrl ?? own, jobs);
}
