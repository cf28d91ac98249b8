import type { Signal } from './signal.ts';

/** Loops, and answers that compress better than before. In thousandths. */
export const repetition: Signal = {
  id: 'repetition',
  title: { en: 'repeats itself unusually', ja: '異常な繰り返し' },
  kind: 'above',
  read: ({ repetition: thousandths }) => thousandths,
};
