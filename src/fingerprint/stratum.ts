/**
 * What one prompt's requests gave, as numbers: a row for each request, a column for each token. Rows of the reference come first. Under no change the
 * rows of one stratum are exchangeable; rows of different strata are never mixed.
 */
export interface Stratum {
  readonly prompt: string;
  /** Column -> token. */
  readonly tokens: readonly string[];
  /** How many of the rows are the reference's. At least 1. */
  readonly reference: number;
  /** How many are the check's. At least 1. */
  readonly check: number;
  /** Row-major, (reference + check) x tokens. */
  readonly values: Float64Array;
  /** What a sum of absolute differences of means is multiplied with: 1/tokens for a mean over tokens, 1/2 for total variation. */
  readonly scale: number;
}

/** A stratum from its rows. */
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

/** Means of each column: of the reference's rows, and of the check's. */
export function columnMeans(stratum: Stratum): { readonly before: Float64Array; readonly now: Float64Array } {
  const { reference, check, values } = stratum;
  const width = stratum.tokens.length;
  // From the first row on, so that rows that are all alike have exactly that mean.
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

/** The difference of one prompt: nats, or total variation. */
function stratumDifference(stratum: Stratum): number {
  const { before, now } = columnMeans(stratum);
  let sum = 0;
  for (let column = 0; column < before.length; column++) sum += Math.abs(before[column]! - now[column]!);
  return sum * stratum.scale;
}

/** The difference of all prompts together: their mean. 0 where there are none. */
export function meanDifference(strata: readonly Stratum[]): number {
  return strata.reduce((sum, stratum) => sum + stratumDifference(stratum), 0) / Math.max(strata.length, 1);
}
