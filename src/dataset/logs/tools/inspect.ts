import { isObject } from '../../formats/turns/text-of.ts';
import type { AnswerLog } from '../answer-log.ts';

/** An Inspect sample: `input`, and the model's `output`. */
export const inspect: AnswerLog = {
  name: 'inspect',
  read({ input: prompt, output, id, error: failed }) {
    if (!isObject(output) || (typeof output.completion !== 'string' && !Array.isArray(output.choices))) return null;
    const error = output.error ?? failed;
    const hasChoices = Array.isArray(output.choices) && output.choices.length > 0;
    return { id, prompt, answers: [{ said: hasChoices ? output : (output.completion ?? ''), error }] };
  },
};
