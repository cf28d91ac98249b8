import type { Signal } from './signal.ts';

/**
 * Answers that were cut off by length or by a filter, or that failed. Unknown if the client left or the ending was not
 * recorded.
 */
export const finish: Signal = {
  id: 'finish',
  title: { en: 'ended otherwise than by itself', ja: '途中で終了' },
  kind: 'rate',
  direction: 'up',
  read({ state, finish: how }) {
    if (state === 'failed' || state === 'incomplete' || state === 'rejected') return true;
    return state !== 'complete' || how === null ? null : how !== 'stop' && how !== 'tool';
  },
};
