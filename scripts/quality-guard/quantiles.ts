/** Returns the median, the 90th percentile and the maximum; dashes if there are no values. */
export function quantiles(values: readonly number[]): readonly (number | string)[] {
  if (values.length === 0) return ['–', '–', '–'];
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1]!;
  return [at(0.5), at(0.9), at(1)];
}
