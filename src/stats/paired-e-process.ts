import { logIncompleteBeta } from './incomplete-beta.ts';
import { logBeta } from './log-gamma.ts';

const HALF = 0.5;

/**
 * Natural logarithm of the evidence that a pair which changed is more likely newly harmful than newly safe, from the
 * counts of both: an e-process against P(newly harmful | changed, past) <= 1/2, so that the chance of its ever reaching
 * 1/alpha is at most alpha, whenever one looks (Ville 1939). Pairs without a change carry none. It starts at 0, and
 *
 *     E = 2^(m + 1) B(w + 1/2, b + 1/2) / B(1/2, 1/2) * P(Beta(w + 1/2, b + 1/2) > 1/2),   m = w + b,
 *
 * the mixture over Beta(1/2, 1/2) cut to (1/2, 1) of the likelihood ratios against 1/2: a McNemar or sign test that may
 * be looked at after every pair. `pairedEProcess(better, worse)` is the same evidence for an improvement.
 * Throws RangeError unless both counts are integers from 0.
 */
export function pairedEProcess(worse: number, better: number): number {
  for (const count of [worse, better]) {
    if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`${count} is no count of pairs`);
  }
  const w = worse + HALF;
  const b = better + HALF;
  const mass = logBeta(w, b) - logBeta(HALF, HALF) + logIncompleteBeta(HALF, b, w);
  return (worse + better + 1) * Math.LN2 + mass;
}
