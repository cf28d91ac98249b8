/** One process of `npm run fuzz:serve`: runs its share of every level and reports the counts. */
import { LEVELS, type Level, runLevel } from './levels.ts';
import { type Counts, Tally } from './tally.ts';

/** Work of one process: for each level, the first case and the one after the last. */
export interface Share {
  readonly seed: number;
  readonly ranges: Readonly<Record<Level, readonly [number, number]>>;
}

export type ChildMessage =
  | { readonly kind: 'passed'; readonly level: Level; readonly number: number }
  | { readonly kind: 'counts'; readonly counts: Counts };

const tell = (message: ChildMessage) => process.send?.(message);

function heapBytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

async function run({ seed, ranges }: Share): Promise<void> {
  let tally = new Tally('');
  process.on('unhandledRejection', (cause) => tally.unhandled(cause));
  for (const level of LEVELS) {
    tally = new Tally(level);
    const { counts } = tally;
    const [from, to] = ranges[level];
    await runLevel(level, seed, [from, to], tally, (number) => {
      if (counts.heap[0] === 0 && number - from >= (to - from) / 5) counts.heap[0] = heapBytes();
      tell({ kind: 'passed', level, number });
    });
    counts.heap[1] = heapBytes();
    tell({ kind: 'counts', counts });
  }
  process.disconnect();
}

process.once('message', (share) => void run(share as Share));
