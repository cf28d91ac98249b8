import { type Turn, unread } from '../../schema/index.ts';
import type { Format } from './format.ts';
import { listOf } from './turns/text-of.ts';
import { addMessages, addSystem } from './turns/turns.ts';

/** `conversations` of `from` and `value` (or `role` and `content`), with a separate `system` field. */
export const sharegpt: Format = {
  name: 'sharegpt',
  title: 'ShareGPT, LLaMA-Factory, FastChat, Axolotl sharegpt',
  recognise(record) {
    return record.conversations != null || record.conversation != null;
  },
  toRow(record) {
    const messages = listOf(record.conversations ?? record.conversation);
    if (messages === null) return unread('notList', { field: 'conversations' });
    const turns: Turn[] = [];
    if (!addSystem(turns, record.system)) return unread('notText', { field: 'system' });
    return addMessages(turns, messages) ?? { kind: 'chat', turns, rejected: null };
  },
};
