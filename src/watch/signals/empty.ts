import type { Signal } from './signal.ts';

/** Answers with nothing for a user to see. An answer that only calls tools does not count as empty. */
export const empty: Signal = {
  id: 'empty',
  title: { en: 'empty', ja: '空の回答' },
  kind: 'rate',
  direction: 'up',
  read: ({ outcome, finish }) => (outcome === null ? null : outcome === 'empty' && finish !== 'tool'),
};
