import { known } from './known-outcome.ts';
import type { Signal } from './signal.ts';

/** Answers that refuse part of the request and provide the rest. */
export const partial: Signal = {
  id: 'partial',
  title: { en: 'complies in part', ja: '部分的な応諾' },
  kind: 'rate',
  direction: 'up',
  read: ({ outcome }) => known(outcome, 'partial'),
};
