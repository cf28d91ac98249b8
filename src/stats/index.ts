/**
 * Numbers in, numbers out: exact intervals and tails, corrections for many tests, a seeded random source.
 * Never reads a clock or a random source of the machine. Tails are also given as natural logarithms, because the
 * probability that benign data look like an attack file is often smaller than the smallest double.
 */
export { binomialTail, logBinomialTail } from './binomial-tail.ts';
export { bonferroni } from './bonferroni.ts';
export { fisherExact, hypergeometricTail } from './hypergeometric-tail.ts';
export { clopperPearson, type Interval, upperBound, wilson } from './interval.ts';
export { logBeta, logChoose, logGamma } from './log-gamma.ts';
export { seededRandom } from './seeded-random.ts';
