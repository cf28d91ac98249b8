import type { Outcome } from '../../schema/index.ts';

/** Whether an answer came to this; null where nobody could read it. */
export const known = (outcome: Outcome | null, wanted: Outcome): boolean | null =>
  outcome === null || outcome === 'unread' ? null : outcome === wanted;
