import { readFileSync } from 'node:fs';

/**
 * Peak resident memory of this process. `maxRSS` of a child begins at what its parent held when it forked, so on Linux
 * the high-water mark of the process itself is read instead.
 */
export function peakMebibytes() {
  try {
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;
  } catch {
    return process.resourceUsage().maxRSS / 1024;
  }
}
