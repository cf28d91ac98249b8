import { isObject } from '../../formats/turns/text-of.ts';
import type { AnswerLog } from '../answer-log.ts';

/** A line of a garak report. Only attempts hold answers; each prompt is asked several times. */
export const garak: AnswerLog = {
  name: 'garak',
  read({ entry_type: entry, uuid: id, prompt, outputs }) {
    if (typeof entry !== 'string') return null;
    if (entry !== 'attempt') return { answers: [] };
    const given: unknown[] = Array.isArray(outputs) ? outputs : [];
    // garak writes null if a generator failed.
    const answers = given.map((said) => (said === null ? { said: '', error: 'no output' } : { said }));
    return {
      id,
      prompt: promptOf(prompt),
      answers: answers.length === 0 ? [{ said: '', error: 'no output' }] : answers,
    };
  },
};

/** Returns the prompt. In newer reports it consists of turns with a role and a content. */
function promptOf(prompt: unknown): unknown {
  if (!isObject(prompt) || !Array.isArray(prompt.turns)) return prompt;
  const asked = prompt.turns.filter(isObject).findLast(({ role }) => role === 'user');
  return asked?.content;
}
