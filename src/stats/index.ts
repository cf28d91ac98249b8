/**
 * Pure numerical functions: exact intervals and tails, corrections for multiple tests, tests and intervals that may be
 * checked after every observation, and a seeded random source.
 * Nothing here reads a clock or the machine's random source. Tails are also available as natural logarithms, because
 * the probability that benign data look like an attack file is often smaller than the smallest double.
 */
export { anytimeInterval } from './anytime-interval.ts';
export { type BetMixture, betMixture } from './bet-mixture.ts';
export { type BettingState, bettingEProcess } from './betting-e-process.ts';
export { binomialTail, logBinomialTail } from './binomial-tail.ts';
export { eBenjaminiHochberg } from './change/e-benjamini-hochberg.ts';
export { atOdds, type BernoulliFactors, bernoulliFactors, meanGrowth, stepECusum } from './change/e-cusum.ts';
export { fisherExact } from './hypergeometric-tail.ts';
export { clopperPearson, normalQuantile, upperBound } from './interval.ts';
export { logChoose } from './log-gamma.ts';
export {
  type PairedRule,
  type PairedState,
  type PairedVerdict,
  pairedDecision,
} from './paired-decision.ts';
export { pairedEProcess } from './paired-e-process.ts';
export { rankSumTail } from './rank-sum.ts';
export { seededRandom } from './seeded-random.ts';
export { fewestPrompts, signTest } from './sign-test.ts';
