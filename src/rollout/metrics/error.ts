import type { Metric } from './metric.ts';

/** The answer failed, was rejected by the server, or broke off. A client that left does not count as an error. */
export const error: Metric = ({ state }) => {
  if (state === 'lost') return 'missing';
  return state === 'failed' || state === 'rejected' || state === 'incomplete' ? 1 : 0;
};
