import type { Signal } from './signal.ts';

/** The same asker sent the same request shortly before, so the earlier answer may not have been useful. */
export const retry: Signal = {
  id: 'retry',
  title: { en: 'asked again', ja: 'ユーザーの再試行' },
  kind: 'rate',
  direction: 'up',
  read: ({ isRetry }) => isRetry,
};
