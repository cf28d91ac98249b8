import type { FingerprintMethod } from '../schema/index.ts';

/** Parameters that decide a check. */
export interface FingerprintRule {
  /**
   * Maximum probability that an unchanged model is reported to differ, for one check or for all checks of a series
   * together.
   */
  readonly alpha: number;
  /**
   * Largest difference that still counts as the same; null derives it from the method and the noise of the reference
   * (`marginOf`).
   */
  readonly margin: number | null;
  /** Number of random splits for the test. The smallest p-value is 1 / (1 + permutations). */
  readonly permutations: number;
}

/** Alpha of 0.01, and p-values down to 0.00001, so that one clear check of a series is nearly enough. */
export const DEFAULT_RULE: FingerprintRule = { alpha: 0.01, margin: null, permutations: 99_999 };

/**
 * Differences below these are never reported, whatever the test says. A different summation order, batch size or
 * machine shifts the log-probabilities of the same weights (by 1e-6 nats in llama.cpp on a CPU, by more on accelerators
 * in half precision), and a reference recorded on an idle server does not show this. One tuning step of a small model
 * shifts them by 0.009 to 0.06 nats.
 */
export const LEAST_MARGIN: Readonly<Record<FingerprintMethod, number>> = { logprob: 0.005, border: 0.1 };

/** Upper limit for a margin widened by noise: beyond it, "the same within the margin" would say nothing. */
const MOST_MARGIN: Readonly<Record<FingerprintMethod, number>> = { logprob: 0.1, border: 0.1 };

/**
 * For an unchanged model, the upper bound lies at two to three times the noise of its reference: one for the observed
 * difference, and one to two for what chance adds.
 */
const NOISE_WITHIN_MARGIN = 3;

/**
 * Returns the margin and the floor; a difference must exceed the floor before it is reported. A margin chosen by a
 * person serves as both. Otherwise the margin grows with the noise of the reference, and the floor is that noise
 * itself, but no lower than `LEAST_MARGIN`.
 *
 * @param noise result of `referenceNoise`; null if unknown
 */
export function marginOf(
  method: FingerprintMethod,
  chosen: number | null,
  noise: number | null,
): { readonly margin: number; readonly floor: number } {
  if (chosen !== null) return { margin: chosen, floor: chosen };
  const least = LEAST_MARGIN[method];
  const margin = Math.min(Math.max(least, NOISE_WITHIN_MARGIN * (noise ?? 0)), Math.max(least, MOST_MARGIN[method]));
  return { margin, floor: Math.max(least, noise ?? 0) };
}
