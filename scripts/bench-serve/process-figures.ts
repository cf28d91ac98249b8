import { readFileSync } from 'node:fs';

/** Returns the resident memory of a process, in MiB. */
export function memoryOf(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

/** Linux counts processor time in hundredths of a second. */
const TICKS_PER_SECOND = 100;

/** Returns the processor time that a process has used so far. */
export function cpuSeconds(pid: number): number {
  // Fields after the process name, which may contain anything: field 14 is time in user mode, 15 time in the kernel.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
