import type { Turn } from '../../schema/index.ts';
import type { Format } from './format.ts';
import { listOf } from './text-of.ts';
import { addMessages, addSystem } from './turns.ts';

/** `messages`, and a `system` beside them as other vendors write it; Responses `input` and `output` lists. */
export const openaiChat: Format = {
  name: 'openai-chat',
  title: 'OpenAI chat, TRL conversational, Axolotl chat_template, ms-swift',
  recognise(record) {
    return record.messages != null || (Array.isArray(record.input) && record.input.length > 0);
  },
  toRow(record) {
    const turns: Turn[] = [];
    if (!addSystem(turns, record.system ?? record.instructions)) return 'system is not text';
    for (const field of record.messages == null ? [record.input, record.output] : [record.messages]) {
      const messages =
        typeof field === 'string' && field !== ''
          ? (listOf(field) ?? [{ role: 'assistant', content: field }])
          : listOf(field ?? []);
      if (messages === null) return 'messages is not a list';
      const reason = addMessages(turns, messages);
      if (reason !== null) return reason;
    }
    return { kind: 'chat', turns, rejected: null };
  },
};
