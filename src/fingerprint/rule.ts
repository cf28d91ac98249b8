import type { FingerprintMethod } from '../schema/index.ts';

/** By what a check decides. */
export interface FingerprintRule {
  /** Highest probability that an unchanged model is said to differ: of one check, or of all checks of a series together. */
  readonly alpha: number;
  /** Largest difference that still counts as the same; null: from the method and the noise of the reference (`marginOf`). */
  readonly margin: number | null;
  /** Random splits for the test. The smallest p-value is 1 / (1 + permutations). */
  readonly permutations: number;
}

/** alpha 0.01; p-values down to 0.00001, so that one clear check of a series is nearly enough. */
export const DEFAULT_RULE: FingerprintRule = { alpha: 0.01, margin: null, permutations: 99_999 };

/**
 * Below these a difference is never told, whatever the test says: sums in another order, another size of batch or another machine move
 * log-probabilities of the same weights (by 1e-6 nats in llama.cpp on a processor, by more on accelerators in half precision), and a reference that was
 * answered by a resting server does not show it. One step of tuning of a small model moves them by 0.009 to 0.06 nats.
 */
export const LEAST_MARGIN: Readonly<Record<FingerprintMethod, number>> = { logprob: 0.005, border: 0.1 };

/** A margin that noise widens ends here: above it "the same within the margin" would say nothing. */
const MOST_MARGIN: Readonly<Record<FingerprintMethod, number>> = { logprob: 0.1, border: 0.1 };

/** The upper bound of an unchanged model lies at two to three times the noise of its reference: one for what is seen, one to two for what chance adds. */
const NOISE_WITHIN_MARGIN = 3;

/**
 * The margin, and the floor that a difference must exceed before it is told. A margin that a person chose is both. Otherwise the margin grows with the
 * noise of the reference, and the floor is that noise itself.
 *
 * @param noise of `referenceNoise`; null where it is not known
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
