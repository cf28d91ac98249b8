import type { KnownData } from '../../training-record.ts';

/**
 * Returns the fewest and the most tokens of a row over which its loss may be the mean. The fewest are those of the
 * target alone: its end is one token, and few tokenizers have tokens of more than eight characters. If the prompt is
 * learned too, they are those of all turns.
 */
export function targetTokens(data: readonly KnownData[]): readonly [number, number] | null {
  const rows = data.reduce((sum, one) => sum + one.rows, 0);
  if (rows === 0) return null;
  const chars = data.reduce((sum, { targetChars }) => sum + targetChars, 0) / rows;
  const all = data.reduce((sum, { tokens }) => sum + (tokens?.[1] ?? 0), 0) / rows;
  return [1 + chars / 8, Math.max(1 + 1.5 * chars, all)];
}

/** Returns a value averaged over all rows, in nats per row; null if it is unknown, or for preferences. */
export function pooled(data: readonly KnownData[], of: (one: KnownData) => number | undefined): number | null {
  const rows = data.reduce((sum, one) => sum + one.rows, 0);
  let sum = 0;
  for (const one of data) {
    const value = of(one);
    if (value === undefined || one.isPreference) return null;
    sum += (one.rows / rows) * value;
  }
  return rows === 0 ? null : sum;
}
