import type { Signal } from './signal.ts';

/** Generation speed between the first and the last text, in thousandths of a token per second. */
export const tokensPerSecond: Signal = {
  id: 'tokens-per-second',
  title: { en: 'unusually few tokens a second', ja: '生成速度が異常に遅い' },
  kind: 'below',
  read: ({ tokensPerSecond: thousandths }) => thousandths,
};
