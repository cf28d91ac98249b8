import type { Lang } from '../../schema/index.ts';
import { terminalBar } from './progress-bar.ts';
import { type Progress, progressLine } from './progress-line.ts';

/** The bar of a scan. Each of its phases reads from the beginning, and at a speed of its own. */
export function progressBar(lang: Lang, quiet: boolean) {
  return terminalBar<Progress>(quiet, {
    line: (progress, seconds) => progressLine(lang, progress, seconds),
    measure: ({ bytes, totalBytes }) => ({ done: bytes, total: totalBytes }),
    beginsAnew: (before, now) => before.phase !== now.phase,
  });
}
