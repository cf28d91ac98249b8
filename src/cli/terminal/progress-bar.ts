import { SingleBar } from 'cli-progress';

/** What a bar is told of a long work. */
export interface BarOf<T> {
  /** One line below 80 columns; `seconds` since the start, or since it began anew. */
  readonly line: (progress: T, seconds: number) => string;
  /** How much is done of how much; 0 where that is not known. */
  readonly measure: (progress: T) => { readonly done: number; readonly total: number };
  /** Whether the clock starts anew: a phase of another speed has begun. Never, where it is not said. */
  readonly beginsAnew?: (before: T, now: T) => boolean;
}

/** A line on stderr, gone without a trace at the end; silent where stderr is no terminal, or when `quiet`. */
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
