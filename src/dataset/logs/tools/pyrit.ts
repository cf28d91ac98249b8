import type { AnswerLog } from '../answer-log.ts';

/** A piece of a conversation in PyRIT's memory. The request is a separate record, which holds no answer. */
export const pyrit: AnswerLog = {
  name: 'pyrit',
  read({ role, original_value: said, converted_value: converted, id, response_error: error }) {
    if (typeof said !== 'string' || typeof converted !== 'string' || typeof role !== 'string') return null;
    return { id, answers: role === 'assistant' ? [{ said, error: error === 'none' ? null : error }] : [] };
  },
};
