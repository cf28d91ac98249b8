/**
 * Audits the behaviour of two models: probes × models × judges → a comparison with a stated error rate. In: models,
 * judges and probes opened by the caller, caps, a seed, a signal. Out: what was known when it stopped, and why it
 * stopped. Asks models and does nothing else: no file, clock or randomness of its own. Design: docs/design/compare.md.
 */
export type { Priced } from './ask-probe.ts';
export { type HarmJudge, modelJudge } from './harm-judge.ts';
export { Meter, type Price } from './meter.ts';
export { probePrompt, type Sampling } from './question.ts';
export { requireRecorded } from './require-recorded.ts';
export {
  type ComparisonOutcome,
  type ComparisonProgress,
  type ComparisonRun,
  runComparison,
} from './run-comparison.ts';
export { unusedAnswers } from './unused-answers.ts';
