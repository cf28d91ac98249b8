import type { Signal } from './signal.ts';

/** Length of the answer in UTF-16 code units, watched for low values. */
export const short: Signal = {
  id: 'short',
  title: { en: 'unusually short', ja: '異常に短い回答' },
  kind: 'below',
  read: ({ chars }) => chars,
};
