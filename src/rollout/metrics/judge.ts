import { type Metric, saidNothing } from './metric.ts';

/** The verdict of a judge, which arrives as its own event. An answer that failed without any text needs no verdict. */
export const judge: Metric = (facts) => {
  if (facts.state === 'lost') return 'missing';
  return saidNothing(facts) && facts.state !== 'complete' ? 0 : null;
};
