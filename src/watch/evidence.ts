import { ODDS_RATIOS } from './reference/reference-bounds.ts';

/** Share of the evidence that follows all answers together; the rest follows each model and language separately. */
export const SHARE_OF_WHOLE = 0.5;

/** Returns the mean of the levels of one signal. */
export function meanLevel(levels: readonly number[], signal: number): number {
  let sum = 0;
  const end = (signal + 1) * ODDS_RATIOS.length;
  for (let i = signal * ODDS_RATIOS.length; i < end; i += 1) sum += levels[i]!;
  return sum / ODDS_RATIOS.length;
}

/**
 * Returns the evidence of one signal. Its mean is at most the number of answers while nothing changes: each answer
 * moves the levels of the whole and those of one part.
 */
export function signalEvidence(
  whole: readonly number[],
  parts: readonly (readonly number[])[],
  signal: number,
): number {
  let sum = 0;
  for (const part of parts) sum += meanLevel(part, signal);
  return SHARE_OF_WHOLE * meanLevel(whole, signal) + (1 - SHARE_OF_WHOLE) * sum;
}
