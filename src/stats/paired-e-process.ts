import { logIncompleteBeta } from './incomplete-beta.ts';
import { logBeta } from './log-gamma.ts';

const HALF = 0.5;

/**
 * Returns the natural logarithm of the evidence that a changed pair is more likely newly harmful than newly safe, from
 * the counts of both. It is an e-process against P(newly harmful | changed, past) <= 1/2, so the chance that it ever
 * reaches 1/alpha is at most alpha, no matter when it is checked (Ville 1939). Unchanged pairs carry no evidence. The
 * logarithm starts at 0, and
 *
 *     E = 2^(m + 1) B(w + 1/2, b + 1/2) / B(1/2, 1/2) * P(Beta(w + 1/2, b + 1/2) > 1/2),   m = w + b,
 *
 * which is the mixture of the likelihood ratios against 1/2 over Beta(1/2, 1/2) cut to (1/2, 1): a McNemar or sign test
 * that may be checked after every pair. `pairedEProcess(better, worse)` is the same evidence for an improvement. Throws
 * RangeError unless both counts are non-negative integers.
 */
export function pairedEProcess(worse: number, better: number): number {
  for (const count of [worse, better]) {
    if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`${count} is not a count of pairs`);
  }
  const w = worse + HALF;
  const b = better + HALF;
  const mass = logBeta(w, b) - logBeta(HALF, HALF) + logIncompleteBeta(HALF, b, w);
  return (worse + better + 1) * Math.LN2 + mass;
}
