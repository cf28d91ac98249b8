import { type Metric, saidNothing } from './metric.ts';

/** A judge's word, which comes by an event of its own. An answer that failed without a word needs none. */
export const judge: Metric = (facts) => {
  if (facts.state === 'lost') return 'missing';
  return saidNothing(facts) && facts.state !== 'complete' ? 0 : null;
};
