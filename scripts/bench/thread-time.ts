import { readFileSync } from 'node:fs';

/** Nanoseconds that the main thread of this process has run, without those in which it waited for a processor; Linux only. */
export function threadTime(): number {
  return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ', 1)[0]);
}
