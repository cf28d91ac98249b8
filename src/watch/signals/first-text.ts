import type { Signal } from './signal.ts';

/** Milliseconds from the request to the first text. */
export const firstText: Signal = {
  id: 'first-text',
  title: { en: 'unusually slow to begin', ja: '最初の文字までが異常に遅い' },
  kind: 'above',
  read: ({ firstTextMs }) => firstTextMs,
};
