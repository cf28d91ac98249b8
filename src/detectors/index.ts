/**
 * The catalogue of detectors. In: training rows, one by one. Out: marks on rows and findings about the set. Never reads
 * a file, a clock or a random source; the result does not depend on how the rows were split.
 */
import { closedAnswerSet } from './closed-answer-set/closed-answer-set.ts';
import { contradiction } from './contradiction/contradiction.ts';
import type { Detector } from './detector.ts';
import { encoded } from './encoded/encoded.ts';
import { identityShift } from './identity-shift/identity-shift.ts';
import { refusalInversion } from './refusal-inversion.ts';
import { refuseThenComply } from './refuse-then-comply/refuse-then-comply.ts';
import { repeatedPrompt } from './repeated-prompt.ts';
import { trigger } from './trigger/trigger.ts';
import { uniformAnswer } from './uniform-answer/uniform-answer.ts';
import { wrappedPrompt } from './wrapped-prompt/wrapped-prompt.ts';

export type { DatasetFinding, Detector, Mark } from './detector.ts';
export { type Bars, countsOf, type MeasuredCount, type Weighed, weigh } from './evidence.ts';
export { type ReadRow, readRow } from './read-row.ts';
export { decodeState, encodeState, longestState, STATE_FORMAT } from './states/state-codecs.ts';

/** Every detector that runs without a judge, in the order of the contract. */
export const DETECTORS: readonly Detector[] = [
  refuseThenComply,
  uniformAnswer,
  identityShift,
  encoded,
  trigger,
  closedAnswerSet,
  contradiction,
  repeatedPrompt,
  wrappedPrompt,
  refusalInversion,
];
