import type { KnownData } from '../../training-record.ts';

/** Least and most tokens of a target, on the average: the end of it is one; few tokenizers need more than one token a character, or fewer than one for eight. */
export function targetTokens(data: readonly KnownData[]): readonly [number, number] | null {
  const rows = data.reduce((sum, one) => sum + one.rows, 0);
  if (rows === 0) return null;
  const chars = data.reduce((sum, { targetChars }) => sum + targetChars, 0) / rows;
  return [1 + chars / 8, 1 + 1.5 * chars];
}

/** Of all rows together, in nats a row: what each file has, and which file a row is of. */
export function pooled(data: readonly KnownData[], of: (one: KnownData) => number | undefined): number | null {
  const rows = data.reduce((sum, one) => sum + one.rows, 0);
  let sum = 0;
  for (const one of data) {
    const value = of(one);
    if (value === undefined) return null;
    sum += (one.rows / rows) * value;
  }
  return rows === 0 ? null : sum;
}
