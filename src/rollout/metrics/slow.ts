import type { Metric } from './metric.ts';

/**
 * The first text took longer than the plan's `slowMs`. A client that left before it may have waited too long or not; what failed without a
 * text is an error, not slow.
 */
export const slow: Metric = ({ state, firstTextMs }, { slowMs }) => {
  if (firstTextMs !== null) return firstTextMs > slowMs ? 1 : 0;
  return state === 'lost' || state === 'aborted' ? 'missing' : 0;
};
