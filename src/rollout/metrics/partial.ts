import { byOutcome, type Metric } from './metric.ts';

/** The answer declines one part and does the rest. */
export const partial: Metric = (facts) => byOutcome(facts, facts.outcome === 'partial');
