import type { Outcome } from '../../schema/index.ts';

/** Reports whether an answer had this outcome; null if the outcome could not be read. */
export const known = (outcome: Outcome | null, wanted: Outcome): boolean | null =>
  outcome === null || outcome === 'unread' ? null : outcome === wanted;
