import type { Signal } from './signal.ts';

/** Answers with a sentence, anywhere in the text, whose refusal is certain enough for the guard of the gateway. */
export const latch: Signal = {
  id: 'latch',
  title: { en: 'the guard latched', ja: 'ガードが拒否を検出' },
  kind: 'rate',
  direction: 'up',
  read: ({ outcome, latched }) => (outcome === null && !latched ? null : latched),
};
