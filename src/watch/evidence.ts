import { ODDS_RATIOS } from './reference/reference-bounds.ts';

/** Half of the evidence follows all answers together, half each model and language by itself. */
export const SHARE_OF_WHOLE = 0.5;

/** Mean of the levels of one signal. */
export function meanLevel(levels: readonly number[], signal: number): number {
  let sum = 0;
  const end = (signal + 1) * ODDS_RATIOS.length;
  for (let i = signal * ODDS_RATIOS.length; i < end; i += 1) sum += levels[i]!;
  return sum / ODDS_RATIOS.length;
}

/**
 * Evidence of one signal. Its mean is at most the number of answers while nothing changes: each answer moves the levels of the whole and those of
 * one part.
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
