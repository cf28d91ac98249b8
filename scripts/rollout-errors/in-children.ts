import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Job, JobResult } from './jobs.ts';

const CHILD = fileURLToPath(new URL('./job-child.mjs', import.meta.url));

/**
 * Returns the results of the jobs in order, whichever child process did them. Rejects if a child ends before its work
 * is done.
 */
export async function inChildren(jobs: readonly Job[], children: number): Promise<JobResult[]> {
  const results: JobResult[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    const child = fork(CHILD, { execArgv: [], serialization: 'advanced' });
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`a child process ended with ${code}`);
    });
    const answer = async () => (await Promise.race([once(child, 'message'), ended])) as [JobResult];
    await answer();
    for (let i = next++; i < jobs.length; i = next++) {
      child.send(jobs[i]!);
      [results[i]] = await answer();
    }
    child.disconnect();
    await ended.catch(() => undefined);
  };
  await Promise.all(Array.from({ length: children }, work));
  return results;
}
