/**
 * Who gets the canary, and when it goes on or back: a fold over the records of the log. In: what was asked of which model and what came of
 * it, in the order of the log. Out: evidence and decisions that anybody with the log can recompute. Never sends, writes or waits.
 * Design: docs/design/rollout.md.
 */
export type * from './rollout-events.ts';
export type * from './rollout-plan.ts';
