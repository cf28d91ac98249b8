import { isObject } from '../../formats/turns/text-of.ts';
import type { AnswerLog } from '../answer-log.ts';

/** A HELM request state. */
export const helm: AnswerLog = {
  name: 'helm',
  read({ request, result, instance }) {
    if (!isObject(request) || !isObject(result) || !Array.isArray(result.completions)) return null;
    const id = isObject(instance) ? instance.id : undefined;
    const given = result.completions.filter(isObject);
    const answers = given.map(({ text: said, finish_reason: end }) => ({
      said,
      finish: isObject(end) ? end.reason : end,
      error: result.error,
    }));
    const none = { said: '', error: result.error ?? 'no completion' };
    return { id, prompt: request.prompt, answers: answers.length === 0 ? [none] : answers };
  },
};
