import { logIncompleteBeta } from './incomplete-beta.ts';

/**
 * Returns the natural logarithm of P(X >= k) for X ~ Binomial(n, p): the chance that n rows, each showing something
 * with probability p, show it at least k times. Stays exact far below the smallest double. Throws RangeError unless
 * 0 <= p <= 1 and n >= 0.
 */
export function logBinomialTail(k: number, n: number, p: number): number {
  if (!(n >= 0) || !(p >= 0 && p <= 1)) throw new RangeError(`no binomial with n = ${n}, p = ${p}`);
  if (k <= 0) return 0;
  if (k > n) return Number.NEGATIVE_INFINITY;
  return logIncompleteBeta(p, k, n - k + 1);
}

/** Returns P(X >= k) for X ~ Binomial(n, p), or 0 if it is below the smallest double. */
export function binomialTail(k: number, n: number, p: number): number {
  return Math.exp(logBinomialTail(k, n, p));
}
