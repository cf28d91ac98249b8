import { isObject } from '../../formats/turns/text-of.ts';
import type { AnswerLog } from '../answer-log.ts';

/** A line of an Amazon Bedrock batch: `modelOutput` has the form of the model's own API. */
export const bedrockBatch: AnswerLog = {
  name: 'bedrock-batch',
  read({ recordId: id, modelInput: input, modelOutput: output, error }) {
    if (id === undefined || (!isObject(output) && error === undefined)) return null;
    const prompt = isObject(input) ? (input.messages ?? input.prompt ?? input.inputText) : undefined;
    if (!isObject(output)) return { id, prompt, answers: [{ said: '', error: isObject(error) ? 'failed' : error }] };
    const { results, output: converse, content, generation } = output;
    // Titan.
    if (Array.isArray(results)) {
      const answers = results
        .filter(isObject)
        .map(({ outputText: said, completionReason: finish }) => ({ said, finish, error }));
      return { id, prompt, answers };
    }
    const message = isObject(converse) ? converse.message : undefined;
    const said = content === undefined ? (message ?? generation ?? output) : { ...output, type: 'message' };
    return { id, prompt, answers: [{ said, finish: output.stop_reason ?? output.stopReason, error }] };
  },
};
