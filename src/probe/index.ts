/**
 * Prompts x models -> answers. In: probes, a way to ask, caps. Out: answers in the order of the probes, whatever order
 * they arrive in. Never opens a connection or a file: the means to ask and to record are passed in.
 */
export { Budget, type Caps, type Reservation } from './budget.ts';
export { drawOrder } from './draw-order.ts';
export { inOrder } from './in-order.ts';
export type { ProbeSet } from './probe-set.ts';
export { holdsProbes, type ProbeColumns, type ProbeRecord, readProbes } from './read-probes.ts';
