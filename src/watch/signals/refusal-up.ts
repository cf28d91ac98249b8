import { known } from './known-outcome.ts';
import type { Signal } from './signal.ts';

/** A model that refuses requests it used to answer. */
export const refusalUp: Signal = {
  id: 'refusal-up',
  title: { en: 'refusals, more', ja: '拒否の増加' },
  kind: 'rate',
  direction: 'up',
  read: ({ outcome }) => known(outcome, 'refusal'),
};
