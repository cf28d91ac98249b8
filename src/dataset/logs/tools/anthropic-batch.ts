import { isObject } from '../../formats/turns/text-of.ts';
import type { AnswerLog } from '../answer-log.ts';

/**
 * A line of an Anthropic batch: a `result` of type `succeeded` with a message, or of type `errored`, `canceled`,
 * `expired`.
 */
export const anthropicBatch: AnswerLog = {
  name: 'anthropic-batch',
  read({ result, custom_id: id, prompt }) {
    if (!isObject(result) || typeof result.type !== 'string') return null;
    const { type, message: said } = result;
    return { id, prompt, answers: [type === 'succeeded' ? { said } : { said: '', error: type }] };
  },
};
