import { type Turn, unread } from '../../schema/index.ts';
import type { Format } from './format.ts';
import { listOf } from './turns/text-of.ts';
import { addMessages, addSystem } from './turns/turns.ts';

/** `schemaVersion: bedrock-conversation-2024`; content and system are lists of `{text}`. */
export const bedrock: Format = {
  name: 'bedrock',
  title: 'Amazon Bedrock conversation',
  recognise({ schemaVersion }) {
    return typeof schemaVersion === 'string' && schemaVersion.startsWith('bedrock-conversation');
  },
  toRow(record) {
    const messages = listOf(record.messages);
    if (messages === null) return unread('notList', { field: 'messages' });
    const turns: Turn[] = [];
    if (!addSystem(turns, listOf(record.system) ?? record.system)) return unread('notText', { field: 'system' });
    return addMessages(turns, messages) ?? { kind: 'chat', turns, rejected: null };
  },
};
