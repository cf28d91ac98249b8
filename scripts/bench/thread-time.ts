import { readFileSync } from 'node:fs';

/**
 * Returns the nanoseconds for which the main thread has run, without time spent waiting for a processor; Linux only.
 */
export function threadTime(): number {
  return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ', 1)[0]);
}
