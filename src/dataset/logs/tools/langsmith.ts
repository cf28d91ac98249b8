import { answerField } from '../../../schema/index.ts';
import { isObject } from '../../formats/turns/text-of.ts';
import type { AnswerLog } from '../answer-log.ts';

/** A LangSmith run: `inputs` and `outputs`, the latter with `generations` if a model ran by itself. */
export const langsmith: AnswerLog = {
  name: 'langsmith',
  read({ inputs, outputs, id, error }) {
    if (!isObject(inputs) || !isObject(outputs)) return null;
    const [prompt] = [inputs.question, inputs.prompt, inputs.input, inputs.messages].filter((one) => one !== undefined);
    const generations = Array.isArray(outputs.generations) ? outputs.generations.flat().filter(isObject) : [];
    if (generations.length > 0) {
      const answers = generations.map(({ text, message, generation_info: info }) => ({
        said: text ?? message,
        finish: isObject(info) ? info.finish_reason : undefined,
        error,
      }));
      return { id, prompt, answers };
    }
    const field = answerField(outputs);
    return { id, prompt, answers: [{ said: field === undefined ? outputs : outputs[field], error }] };
  },
};
