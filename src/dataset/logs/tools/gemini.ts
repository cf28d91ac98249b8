import { isObject, listOf } from '../../formats/turns/text-of.ts';
import type { AnswerLog } from '../answer-log.ts';

/** A line of a Gemini batch (`request` and `response`), or a bare Gemini reply. */
export const gemini: AnswerLog = {
  name: 'gemini',
  read({ request, response, key, id, prompt, ...record }) {
    const reply = isObject(response) ? response : record;
    if (!Array.isArray(reply.candidates)) return null;
    const asked = isObject(request) ? listOf(request.contents) : prompt;
    const candidates = reply.candidates.filter(isObject);
    // If there is no candidate, the prompt itself was blocked.
    const answers = candidates.map(({ content, finishReason, finish_reason }) => {
      const finish = finishReason ?? finish_reason;
      // Gemini's term for an end that it does not explain.
      return { said: content ?? '', finish: finish === 'OTHER' ? 'error' : finish };
    });
    return { id: key ?? id, prompt: asked, answers: answers.length === 0 ? [{ said: '', error: 'blocked' }] : answers };
  },
};
