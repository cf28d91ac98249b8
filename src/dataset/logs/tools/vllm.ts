import { isObject } from '../../formats/turns/text-of.ts';
import type { AnswerLog } from '../answer-log.ts';

/** A request as returned by vLLM's offline engine: `outputs` with `text`. */
export const vllm: AnswerLog = {
  name: 'vllm',
  read({ outputs, request_id: id, prompt }) {
    if (!Array.isArray(outputs) || outputs.length === 0) return null;
    const given = outputs.filter(isObject);
    if (given.length < outputs.length || !given.every(({ text }) => typeof text === 'string')) return null;
    return { id, prompt, answers: given.map(({ text: said, finish_reason: finish }) => ({ said, finish })) };
  },
};
