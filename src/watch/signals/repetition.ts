import type { Signal } from './signal.ts';

/** Loops, and answers that can be compressed more than before. */
export const repetition: Signal = {
  id: 'repetition',
  title: { en: 'repeats itself unusually', ja: '異常な繰り返し' },
  kind: 'above',
  read: ({ repetition: thousandths }) => thousandths,
};
