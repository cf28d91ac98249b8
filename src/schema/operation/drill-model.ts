/**
 * The model of a rehearsal (`zenbun rollout drill`), by the name that is asked for, and its canary. Toys answer for both: what they say is counted
 * nowhere as an answer that people got.
 */
export const DRILL_MODEL = 'zenbun-drill';
export const DRILL_CANARY = 'zenbun-drill-canary';
