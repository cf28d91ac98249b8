import type { Signal } from './signal.ts';

/** Length of the answer in UTF-16 code units, watched for high values. */
export const long: Signal = {
  id: 'long',
  title: { en: 'unusually long', ja: '異常に長い回答' },
  kind: 'above',
  read: ({ chars }) => chars,
};
