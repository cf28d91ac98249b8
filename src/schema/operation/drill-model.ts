/**
 * The model of a rehearsal (`zenbun rollout drill`), by the name that clients ask for, and its canary. Toys answer for
 * both; their answers are never counted as answers that people received.
 */
export const DRILL_MODEL = 'zenbun-drill';
export const DRILL_CANARY = 'zenbun-drill-canary';
