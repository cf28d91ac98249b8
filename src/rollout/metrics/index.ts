import type { MetricId } from '../rollout-plan.ts';
import { error } from './error.ts';
import { judge } from './judge.ts';
import { latch } from './latch.ts';
import type { Metric } from './metric.ts';
import { partial } from './partial.ts';
import { refuseThenComply } from './refuse-then-comply.ts';
import { slow } from './slow.ts';

/** Metrics of ordinary answers. `probe` is not among them because it has its own events. */
export const METRICS: Readonly<Record<Exclude<MetricId, 'probe'>, Metric>> = {
  latch,
  'refuse-then-comply': refuseThenComply,
  partial,
  judge,
  error,
  slow,
};
