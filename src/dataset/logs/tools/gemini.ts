import type { JsonObject } from '../../formats/format.ts';
import { isObject, listOf } from '../../formats/turns/text-of.ts';
import type { AnswerLog } from '../answer-log.ts';

/** Joins the events of a stream, which the API also gives as a list: for each candidate, its parts and its end. */
function joinedReply(events: readonly unknown[]): JsonObject {
  const listed = events.map((event) => (isObject(event) ? event.candidates : undefined));
  if (listed.length === 0 || !listed.every(Array.isArray)) return {};
  const joined = new Map<unknown, { parts: unknown[]; finish: unknown }>();
  for (const { index = 0, content, finishReason, finish_reason } of listed.flat().filter(isObject)) {
    const known = joined.get(index) ?? { parts: [], finish: 'incomplete' };
    if (isObject(content) && Array.isArray(content.parts)) known.parts.push(...content.parts);
    known.finish = finishReason ?? finish_reason ?? known.finish;
    joined.set(index, known);
  }
  const candidates = [...joined.values()].map(({ parts, finish: finishReason }) => ({
    content: { parts },
    finishReason,
  }));
  return { candidates };
}

/** A line of a Gemini batch (`request` and `response`), or a bare Gemini reply. */
export const gemini: AnswerLog = {
  name: 'gemini',
  read({ request, response, key, id, prompt, ...record }) {
    const reply = Array.isArray(response) ? joinedReply(response) : isObject(response) ? response : record;
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
