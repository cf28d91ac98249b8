import type { Signal } from './signal.ts';

/** Length, in UTF-16 code units. */
export const long: Signal = {
  id: 'long',
  title: { en: 'unusually long', ja: '異常に長い回答' },
  kind: 'above',
  read: ({ chars }) => chars,
};
