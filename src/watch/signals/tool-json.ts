import type { Signal } from './signal.ts';

/** Answers that call a tool with invalid JSON. Unknown for answers that call no tool. */
export const toolJson: Signal = {
  id: 'tool-json',
  title: { en: 'calls a tool with invalid JSON', ja: 'ツール呼び出しの JSON が不正' },
  kind: 'rate',
  direction: 'up',
  read: ({ toolJson: isJson }) => (isJson === null ? null : !isJson),
};
