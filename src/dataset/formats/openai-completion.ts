import { type Turn, unread } from '../../schema/index.ts';
import type { Format } from './format.ts';
import { addContext, addSide } from './turns/side.ts';
import { addSystem } from './turns/turns.ts';

/** `prompt` and `completion`, each a string or a list of messages. */
export const openaiCompletion: Format = {
  name: 'openai-completion',
  title: 'OpenAI completion, TRL prompt-completion',
  recognise(record) {
    return record.prompt != null && record.completion != null;
  },
  toRow(record) {
    const turns: Turn[] = [];
    if (!addSystem(turns, record.system)) return unread('notText', { field: 'system' });
    const context = addContext(turns, record.prompt);
    if (context !== null) return unread('promptIs', { reason: context });
    const answer = addSide(turns, record.completion, 'assistant');
    return answer === null ? { kind: 'chat', turns, rejected: null } : unread('completionIs', { reason: answer });
  },
};
