import type { Signal } from './signal.ts';

/** A sentence declines surely enough for the guard of the gateway, wherever it stands. */
export const latch: Signal = {
  id: 'latch',
  title: { en: 'the guard latched', ja: 'ガードが拒否を検出' },
  kind: 'rate',
  direction: 'up',
  read: ({ outcome, latched }) => (outcome === null && !latched ? null : latched),
};
