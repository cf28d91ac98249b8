/**
 * Decides who gets the canary and when the rollout advances or rolls back, as a fold over the records of the log.
 * Input: requests to each model and the results of their answers, in log order. Output: evidence and decisions that
 * anyone with the log can recompute. This module never sends, writes or waits. Design: docs/design/rollout.md.
 */
export { BUCKETS, bucketOf, isCanary } from './bucket.ts';
export { decide, rollbackEvidence, rollbackGoal } from './decide.ts';
export { boundedText } from './leaf/bounded-text.ts';
export { readRolloutLeaf } from './leaf/read-rollout-leaf.ts';
export { rolloutFields } from './leaf/rollout-fields.ts';
export type * from './leaf/rollout-leaf.ts';
export { mergeEvidence } from './merge-evidence.ts';
export { type PairLabels, PairsNeeded } from './pairs-needed.ts';
export { nextPosition, policyInForce, type RolloutAction, shareInForce, startPosition } from './position.ts';
export type * from './replay/replay-report.ts';
export { replayRollouts } from './replay/replay-rollouts.ts';
export { requirePlan } from './require-plan.ts';
export type * from './rollout-events.ts';
export { RolloutFold } from './rollout-fold.ts';
export type * from './rollout-plan.ts';
