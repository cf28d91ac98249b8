import { type Turn, type UnreadReason, unread } from '../../schema/index.ts';
import type { Format } from './format.ts';
import { addContext, addSide } from './turns/side.ts';
import { isObject, listOf } from './turns/text-of.ts';
import { addMessages, addSystem } from './turns/turns.ts';

/**
 * `messages`, with a separate `system` field as other vendors write it; or `input` and `output` of the Responses API.
 */
export const openaiChat: Format = {
  name: 'openai-chat',
  title: 'OpenAI chat, TRL conversational, Axolotl chat_template, ms-swift',
  recognise(record) {
    return (
      record.messages != null || (Array.isArray(record.input) && record.input.some(isObject) && record.output != null)
    );
  },
  toRow(record) {
    const turns: Turn[] = [];
    if (!addSystem(turns, record.system ?? record.instructions)) return unread('notText', { field: 'system' });
    let reason: UnreadReason | null;
    if (record.messages == null) {
      reason = addContext(turns, record.input) ?? addSide(turns, record.output, 'assistant');
    } else {
      const messages = listOf(record.messages);
      reason = messages === null ? unread('notList', { field: 'messages' }) : addMessages(turns, messages);
    }
    return reason ?? { kind: 'chat', turns, rejected: null };
  },
};
