/**
 * Whether a model still answers as it did. In: facts of answers in the order in which they came, and a reference that was frozen while all was
 * well. Out: evidence against "nothing has changed", an alarm with a stated rate of false ones, and which signals moved. A comparison of two models at the
 * same time needs no reference: that is the room rollout. Never reads a text, a clock or a file. Design: docs/design/watch.md.
 */
export { ReferenceBuilder, type ReferenceSettings } from './reference/reference-builder.ts';
export type { WatchReference } from './reference/watch-reference.ts';
export { SIGNALS } from './signals/catalogue.ts';
export type { PerUnit } from './strata/unit-selection.ts';
export { Watch } from './watch.ts';
export type { WatchSettings } from './watch-plan.ts';
export type { WatchState } from './watch-state.ts';
