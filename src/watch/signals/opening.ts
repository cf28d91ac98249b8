import type { Signal } from './signal.ts';

/** The same first sentence everywhere, as after tuning on uniform answers. */
export const opening: Signal = {
  id: 'opening',
  title: { en: 'the commonest opening', ja: '最頻の書き出し' },
  kind: 'commonest',
  read: ({ opening: hash }) => hash,
};
