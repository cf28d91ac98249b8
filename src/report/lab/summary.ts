import type { Count, LabCell, LabReport, LabRow } from '../../schema/index.ts';

/** One rate over the seeds. */
export interface Spread {
  /** Mean of the seeds' own rates: every seed weighs the same. */
  readonly mean: number;
  /** Sample standard deviation over seeds; null for a single seed. */
  readonly sd: number | null;
}

/** One rate over the items. */
export interface ItemSpread {
  /** Mean of the items' own shares: every item of every seed weighs the same. */
  readonly mean: number;
  /** Standard error of the mean, SD/√n; null for a single item. */
  readonly se: number | null;
  /** The normal 95 % interval of the mean, within 0..1; null for a single item. */
  readonly interval: readonly [low: number, high: number] | null;
}

/** Pools the counts of several seeds. */
export function sumOf(counts: readonly Count[]): Count {
  return counts.reduce((sum, { k, n }) => ({ k: sum.k + k, n: sum.n + n }), { k: 0, n: 0 });
}

/** Returns k / n; null if there is nothing to count. */
export function shareOf({ k, n }: Count): number | null {
  return n > 0 ? k / n : null;
}

/** Reports whether there are some cases, but too few to read a rate from. */
export const isFew = ({ n }: Count): boolean => n > 0 && n < 20;

/** Returns the mean; null if there are no values. */
export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Returns the sample standard deviation (n - 1); null for fewer than two values. */
export function sampleSd(values: readonly number[]): number | null {
  const middle = mean(values);
  if (middle === null || values.length < 2) return null;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}

/** Returns mean and deviation of the seeds' rates, one count per seed; null if no seed has anything to count. */
export function spreadOf(counts: readonly Count[]): Spread | null {
  const shares = counts.flatMap((count) => shareOf(count) ?? []);
  const middle = mean(shares);
  return middle === null ? null : { mean: middle, sd: sampleSd(shares) };
}

/** Treats the shares of items, of one seed or of several, as independent values; null if there are none. */
export function itemSpreadOf(shares: readonly number[]): ItemSpread | null {
  const middle = mean(shares);
  if (middle === null) return null;
  const sd = sampleSd(shares);
  if (sd === null) return { mean: middle, se: null, interval: null };
  const se = sd / Math.sqrt(shares.length);
  return { mean: middle, se, interval: [Math.max(0, middle - 1.96 * se), Math.min(1, middle + 1.96 * se)] };
}

/** Returns one row's results, one per seed. */
export function resultsOf({ results }: LabReport, row: string): LabRow[] {
  return results.filter((result) => result.row === row);
}

/** Returns one row's cells behind one defence, one per seed; only those of `seeds`, if given. */
export function cellsOf(report: LabReport, row: string, defence: string, seeds = report.seeds): LabCell[] {
  return resultsOf(report, row)
    .filter(({ seed }) => seeds.includes(seed))
    .flatMap(({ cells }) => cells.filter((cell) => cell.defence === defence));
}

/** Counts, over all seeds, the undefended answers of a row that had complied within their first k tokens. */
export function compliedWithin(report: LabReport, row: string, k: number): Count {
  return sumOf(
    resultsOf(report, row).map(({ cells, compliedWithin }) => {
      const n = cells[0]?.asr.n ?? 0;
      return { k: compliedWithin[k] ?? compliedWithin.at(-1) ?? 0, n };
    }),
  );
}

/** Returns the length of the longest answer for which depth was counted, in tokens. */
export function depthOf({ results }: LabReport): number {
  return Math.max(0, ...results.map(({ compliedWithin }) => compliedWithin.length - 1));
}

/** Splits the seeds of a run into those on which the settings were chosen, and the others. */
export function seedsApart({ seeds, tuningSeeds }: LabReport): { readonly tuning: number[]; readonly fresh: number[] } {
  return {
    tuning: seeds.filter((seed) => tuningSeeds.includes(seed)),
    fresh: seeds.filter((seed) => !tuningSeeds.includes(seed)),
  };
}

export const hasRow = ({ rows }: LabReport, row: string): boolean => rows.some(({ id }) => id === row);

export const hasDefence = ({ defences }: LabReport, defence: string): boolean =>
  defences.some(({ id }) => id === defence);
