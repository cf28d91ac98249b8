import type { Turn } from '../../schema/index.ts';
import type { Format } from './format.ts';
import { listOf } from './text-of.ts';
import { addMessages, addSystem } from './turns.ts';

/** `conversations` of `from` and `value` (or `role` and `content`), with `system` beside them. */
export const sharegpt: Format = {
  name: 'sharegpt',
  title: 'ShareGPT, LLaMA-Factory, FastChat, Axolotl sharegpt',
  recognise(record) {
    return record.conversations != null || record.conversation != null;
  },
  toRow(record) {
    const messages = listOf(record.conversations ?? record.conversation);
    if (messages === null) return 'conversations is not a list';
    const turns: Turn[] = [];
    if (!addSystem(turns, record.system)) return 'system is not text';
    return addMessages(turns, messages) ?? { kind: 'chat', turns, rejected: null };
  },
};
