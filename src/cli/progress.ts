import { SingleBar } from 'cli-progress';
import type { Lang } from '../schema/index.ts';
import { type Progress, progressLine } from './progress-line.ts';

/** A line on stderr, gone without a trace at the end; silent where stderr is no terminal, or with `--quiet`. */
export function progressBar(lang: Lang, quiet: boolean): { update(progress: Progress): void; stop(): void } {
  if (quiet || !process.stderr.isTTY || process.env.TERM === 'dumb') {
    return { update: () => undefined, stop: () => undefined };
  }
  let now: Progress | undefined;
  let started = performance.now();
  const bar = new SingleBar({
    format: () => (now === undefined ? '' : progressLine(lang, now, (performance.now() - started) / 1000)),
    hideCursor: true,
    clearOnComplete: true,
    stream: process.stderr,
  });
  return {
    update(progress) {
      const running = now !== undefined;
      // Each phase reads from the beginning, and at a speed of its own.
      if (running && now?.phase !== progress.phase) started = performance.now();
      now = progress;
      if (!running) bar.start(progress.totalBytes, progress.bytes);
      bar.update(progress.bytes);
    },
    stop() {
      if (now !== undefined) bar.stop();
    },
  };
}
