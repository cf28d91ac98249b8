import { rankSumTail } from '../../../stats/index.ts';
import { median } from './log-lines.ts';

/** A place where a series rises (or falls) and stays there for a while. */
export interface ChangePoint {
  /** Index of the first number after the change. */
  readonly at: number;
  readonly before: number;
  readonly after: number;
  /**
   * Probability of such a separation anywhere in a series whose order means nothing: that of this one, times the number
   * of tests that were made.
   */
  readonly chance: number;
}

/** Numbers before and after the change, for changes that pass soon and changes that last. */
const WINDOWS = [
  [20, 5],
  [16, 8],
  [20, 14],
] as const;
const MOST_PLACES = 1500;

/**
 * Returns the most telling rise, by exact rank tests (Mann & Whitney 1947) at every place and for every window size,
 * with Bonferroni's correction for all of them. In a falling series, such as a loss, rises are rarer than stated, not
 * more frequent. Returns null if there are too few numbers for any test.
 */
export function highestRise(series: readonly number[]): ChangePoint | null {
  const by = Math.max(1, Math.ceil(series.length / MOST_PLACES));
  const tests: { at: number; before: readonly number[]; after: readonly number[]; sizes: readonly [number, number] }[] =
    [];
  for (const [most, later] of WINDOWS)
    for (let at = Math.min(8, later + 3); at + later <= series.length; at += by) {
      const before = series.slice(Math.max(0, at - most), at);
      tests.push({ at, before, after: series.slice(at, at + later), sizes: [later, before.length] });
    }
  const tails = new Map<string, number>();
  let best: ChangePoint | null = null;
  for (const { at, before, after, sizes } of tests) {
    const wins = winsOf(after, before);
    if (wins <= (sizes[0] * sizes[1]) / 2) continue;
    const key = `${sizes[0]} ${sizes[1]} ${wins}`;
    const tail = tails.get(key) ?? rankSumTail(...sizes, wins);
    tails.set(key, tail);
    const chance = Math.min(1, tail * tests.length);
    if (best === null || chance < best.chance) best = { at, before: median(before), after: median(after), chance };
  }
  return tests.length === 0 ? null : (best ?? { at: 0, before: series[0]!, after: series[0]!, chance: 1 });
}

/** Counts the pairs in which the later number is larger; equal ones count as lost. */
function winsOf(after: readonly number[], before: readonly number[]): number {
  let wins = 0;
  for (const one of after) for (const other of before) if (one > other) wins++;
  return wins;
}
