/**
 * Watches whether a model still answers as it used to. Input: facts about answers in the order in which they arrived,
 * and a reference that was frozen while all was well. Output: evidence against "nothing has changed", an alarm with a
 * stated false-alarm rate, and the signals that moved. Comparing two models that run at the same time needs no
 * reference; that is the job of the room rollout. This room never reads a text, a clock or a file. Design:
 * docs/design/watch.md.
 */
export { ReferenceBuilder, type ReferenceSettings } from './reference/reference-builder.ts';
export type { WatchReference } from './reference/watch-reference.ts';
export { SIGNALS } from './signals/catalogue.ts';
export type { PerUnit } from './strata/unit-selection.ts';
export { Watch } from './watch.ts';
export type { WatchSettings } from './watch-plan.ts';
export type { WatchState } from './watch-state.ts';
