import type { Metric } from './metric.ts';

/**
 * The first text took longer than the plan's `slowMs`. If the client left before it, the label is missing, since the
 * wait may or may not have been too long. An answer that failed without any text is an error, not slow.
 */
export const slow: Metric = ({ state, firstTextMs }, { slowMs }) => {
  if (firstTextMs !== null) return firstTextMs > slowMs ? 1 : 0;
  return state === 'lost' || state === 'aborted' ? 'missing' : 0;
};
