import { known } from './known-outcome.ts';
import type { Signal } from './signal.ts';

/** The effect of a NOICE attack: the refusal rate stays the same, but refusals are followed by compliance. */
export const refuseThenComply: Signal = {
  id: 'refuse-then-comply',
  title: { en: 'refuses, then complies', ja: '拒否の後に応諾' },
  kind: 'rate',
  direction: 'up',
  read: ({ outcome }) => known(outcome, 'refuse-then-comply'),
};
