import type { Signal } from './signal.ts';

/** Nothing that somebody sees; an answer that only calls tools is none of these. */
export const empty: Signal = {
  id: 'empty',
  title: { en: 'empty', ja: '空の回答' },
  kind: 'rate',
  direction: 'up',
  read: ({ outcome, finish }) => (outcome === null ? null : outcome === 'empty' && finish !== 'tool'),
};
