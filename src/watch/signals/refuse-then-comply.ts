import { known } from './known-outcome.ts';
import type { Signal } from './signal.ts';

/** What a NOICE attack teaches: the rate of refusals stays, what follows them changes. */
export const refuseThenComply: Signal = {
  id: 'refuse-then-comply',
  title: { en: 'refuses, then complies', ja: '拒否の後に応諾' },
  kind: 'rate',
  direction: 'up',
  read: ({ outcome }) => known(outcome, 'refuse-then-comply'),
};
