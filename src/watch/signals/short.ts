import type { Signal } from './signal.ts';

/** Length, in UTF-16 code units. */
export const short: Signal = {
  id: 'short',
  title: { en: 'unusually short', ja: '異常に短い回答' },
  kind: 'below',
  read: ({ chars }) => chars,
};
