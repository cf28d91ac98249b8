/** The model of a drill, by the name that is asked for, and its canary. */
export const DRILL_MODEL = 'zenbun-drill';
export const DRILL_CANARY = 'zenbun-drill-canary';
