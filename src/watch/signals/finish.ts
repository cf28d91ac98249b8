import type { Signal } from './signal.ts';

/** Cut by its length or by a filter, or ended by something unknown. */
export const finish: Signal = {
  id: 'finish',
  title: { en: 'ended otherwise than by itself', ja: '途中で終了' },
  kind: 'rate',
  direction: 'up',
  read: ({ finish }) => (finish === null ? null : finish !== 'stop' && finish !== 'tool'),
};
