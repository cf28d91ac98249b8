/**
 * Checks whether a model is still the one that was approved. Input: one-token answers (with the likeliest tokens where
 * the server lists them) of the approved model (the reference) and of the model being asked now. Output: the same
 * within a margin, different, or undecided, with a stated rate of false "different", either for one check or for all
 * checks of a series together. This room asks no model and never explains why answers are distributed differently.
 * Based on arXiv 2512.03816 (log-probability tracking) and arXiv 2602.11083 (border inputs). Design rationale:
 * docs/design/fingerprint.md.
 */

export { nearestTies } from './border.ts';
export {
  checkFingerprint,
  type FingerprintFinding,
  type TokenDifference,
} from './check-fingerprint.ts';
export { DEFAULT_RULE, type FingerprintRule, LEAST_MARGIN } from './rule.ts';
export { type FingerprintSeries, startSeries, stepSeries } from './series.ts';
