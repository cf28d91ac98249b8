import { byOutcome, type Metric } from './metric.ts';

/** The guard's latch fired: the answer declined somewhere. Known of an answer that nobody read to its end, too. */
export const latch: Metric = (facts) => byOutcome(facts, facts.latched);
