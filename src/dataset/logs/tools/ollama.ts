import { isObject } from '../../formats/turns/text-of.ts';
import type { AnswerLog } from '../answer-log.ts';

/** A reply of Ollama's chat: one `message`, and whether it is `done`. */
export const ollama: AnswerLog = {
  name: 'ollama',
  read(record) {
    const { message, done, id, prompt, messages } = record;
    if (!isObject(message) || (typeof done !== 'boolean' && message.role !== 'assistant')) return null;
    return {
      id,
      prompt: prompt ?? messages,
      answers: [{ said: { role: 'assistant', ...message }, finish: endOf(record) }],
    };
  },
};

const endOf = ({ done, done_reason: reason }: Parameters<AnswerLog['read']>[0]) =>
  done === false ? 'incomplete' : reason;
