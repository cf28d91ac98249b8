import { SingleBar } from 'cli-progress';

/** How the progress of long work is displayed. */
export interface BarOf<T> {
  /** One line below 80 columns; `seconds` counts from the start, or from the last restart of the clock. */
  readonly line: (progress: T, seconds: number) => string;
  /** Amount done and total amount; 0 if unknown. */
  readonly measure: (progress: T) => { readonly done: number; readonly total: number };
  /** Reports whether the clock restarts because a phase of a different speed has begun. Never if absent. */
  readonly beginsAnew?: (before: T, now: T) => boolean;
}

/** A line on stderr that disappears at the end; silent if stderr is no terminal, or with `quiet`. */
export function terminalBar<T>(quiet: boolean, { line, measure, beginsAnew }: BarOf<T>) {
  if (quiet || !process.stderr.isTTY || process.env.TERM === 'dumb') {
    return { update: (_: T) => undefined, stop: () => undefined };
  }
  let now: T | undefined;
  let started = performance.now();
  const bar = new SingleBar({
    format: () => (now === undefined ? '' : line(now, (performance.now() - started) / 1000)),
    hideCursor: true,
    clearOnComplete: true,
    stream: process.stderr,
  });
  return {
    update(progress: T) {
      const before = now;
      if (before !== undefined && beginsAnew?.(before, progress)) started = performance.now();
      now = progress;
      const { done, total } = measure(progress);
      if (before === undefined) bar.start(total, done);
      bar.update(done);
    },
    stop() {
      if (now !== undefined) bar.stop();
    },
  };
}
