import type { Lang } from '../../schema/index.ts';
import { terminalBar } from './progress-bar.ts';
import { type Progress, progressLine } from './progress-line.ts';

/** Makes the progress bar of a scan. Each phase reads from the beginning, at its own speed. */
export function progressBar(lang: Lang, quiet: boolean) {
  return terminalBar<Progress>(quiet, {
    line: (progress, seconds) => progressLine(lang, progress, seconds),
    measure: ({ bytes, totalBytes }) => ({ done: bytes, total: totalBytes }),
    beginsAnew: (before, now) => before.phase !== now.phase,
  });
}
