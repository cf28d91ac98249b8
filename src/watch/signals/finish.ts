import type { Signal } from './signal.ts';

/** Cut by its length or by a filter, or failed. Not where the client left or nobody knows its end. */
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
