import { readFileSync } from 'node:fs';

/**
 * Returns the peak resident memory of this process. A child's `maxRSS` starts at its parent's size at the fork, so on
 * Linux the process's own high-water mark is read instead.
 */
export function peakMebibytes() {
  try {
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;
  } catch {
    return process.resourceUsage().maxRSS / 1024;
  }
}
