/**
 * The results of one prompt's requests as numbers: one row per request, one column per token, rows of the reference
 * first. If nothing changed, the rows of one stratum are exchangeable; rows of different strata are never mixed.
 */
export interface Stratum {
  readonly prompt: string;
  /** Token of each column. */
  readonly tokens: readonly string[];
  /** Number of rows that belong to the reference, at least 1. */
  readonly reference: number;
  /** Number of rows that belong to the check, at least 1. */
  readonly check: number;
  /** Row-major, (reference + check) x tokens. */
  readonly values: Float64Array;
  /**
   * Factor applied to a sum of absolute differences of means: 1/tokens for a mean over tokens, 1/2 for total variation.
   */
  readonly scale: number;
}

/** Builds a stratum from its rows. */
export function stratumOf(
  prompt: string,
  tokens: readonly string[],
  rows: { readonly reference: readonly (readonly number[])[]; readonly check: readonly (readonly number[])[] },
  scale: number,
): Stratum {
  return {
    prompt,
    tokens,
    reference: rows.reference.length,
    check: rows.check.length,
    values: Float64Array.from([...rows.reference, ...rows.check].flat()),
    scale,
  };
}

/** Returns the mean of each column, separately for the rows of the reference and of the check. */
export function columnMeans(stratum: Stratum): { readonly before: Float64Array; readonly now: Float64Array } {
  const { reference, check, values } = stratum;
  const width = stratum.tokens.length;
  // Accumulate offsets from the first row, so that identical rows have exactly that row as their mean.
  const first = values.slice(0, width);
  const before = first.slice();
  const now = first.slice();
  for (let row = 0; row < reference + check; row++) {
    const [means, count] = row < reference ? [before, reference] : [now, check];
    for (let column = 0; column < width; column++)
      means[column]! += (values[row * width + column]! - first[column]!) / count;
  }
  return { before, now };
}

/** Returns the difference for one prompt, in nats or as total variation. */
function stratumDifference(stratum: Stratum): number {
  const { before, now } = columnMeans(stratum);
  let sum = 0;
  for (let column = 0; column < before.length; column++) sum += Math.abs(before[column]! - now[column]!);
  return sum * stratum.scale;
}

/** Returns the mean difference over all prompts, or 0 if there are none. */
export function meanDifference(strata: readonly Stratum[]): number {
  return strata.reduce((sum, stratum) => sum + stratumDifference(stratum), 0) / Math.max(strata.length, 1);
}
