/**
 * Is this the model that was approved? In: answers of one token, each with the likeliest tokens where the server lists them, of the approved model (the
 * reference) and of the one that is asked now. Out: the same within a margin, different, or undecided, with a stated rate of false "different", for one
 * check or for all checks of a series together. It asks no model, and never says why answers are distributed otherwise. After arXiv 2512.03816
 * (log-probability tracking) and arXiv 2602.11083 (border inputs). Why it is cut this way: docs/design/fingerprint.md.
 */

export { nearestTies } from './border.ts';
export {
  checkFingerprint,
  type FingerprintFinding,
  type TokenDifference,
} from './check-fingerprint.ts';
export { DEFAULT_RULE, type FingerprintRule, LEAST_MARGIN } from './rule.ts';
export { type FingerprintSeries, startSeries, stepSeries } from './series.ts';
