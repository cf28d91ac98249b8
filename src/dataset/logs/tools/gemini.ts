import { isObject, listOf } from '../../formats/turns/text-of.ts';
import type { AnswerLog } from '../answer-log.ts';

/** A line of Gemini's batches (`request` and `response`), or a reply of Gemini by itself. */
export const gemini: AnswerLog = {
  name: 'gemini',
  read({ request, response, key, id, prompt, ...record }) {
    const reply = isObject(response) ? response : record;
    if (!Array.isArray(reply.candidates)) return null;
    const asked = isObject(request) ? listOf(request.contents) : prompt;
    const candidates = reply.candidates.filter(isObject);
    // Without a candidate, the prompt itself was blocked.
    const answers = candidates.map(({ content, finishReason, finish_reason }) => {
      const finish = finishReason ?? finish_reason;
      // Gemini's word for an end that it does not explain.
      return { said: content ?? '', finish: finish === 'OTHER' ? 'error' : finish };
    });
    return { id: key ?? id, prompt: asked, answers: answers.length === 0 ? [{ said: '', error: 'blocked' }] : answers };
  },
};
