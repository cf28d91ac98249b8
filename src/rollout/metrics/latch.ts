import { byOutcome, type Metric } from './metric.ts';

/** The guard's latch fired: the answer declined somewhere. This is known even if the answer was not read to its end. */
export const latch: Metric = (facts) => byOutcome(facts, facts.latched);
