import type { Signal } from './signal.ts';

/** The same asker sent the same request a short while before: the answer may not have been of use. */
export const retry: Signal = {
  id: 'retry',
  title: { en: 'asked again', ja: 'ユーザーの再試行' },
  kind: 'rate',
  direction: 'up',
  read: ({ isRetry }) => isRetry,
};
