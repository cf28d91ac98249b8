import { replyAnswers } from '../../../wire/index.ts';
import { isObject } from '../../formats/turns/text-of.ts';
import type { AnswerLog } from '../answer-log.ts';

/** Of `failureReason`: an assertion failed, and not the provider. */
const ASSERTION = 1;

/** A result of promptfoo: the reply of a provider beside the prompt as it was sent. */
export const promptfoo: AnswerLog = {
  name: 'promptfoo',
  read(record) {
    const { prompt, response, id } = record;
    // The reply of a server has an `output` of its own.
    if (!isObject(response) || 'body' in response || replyAnswers(response) !== null) return null;
    const isResult = 'failureReason' in record || 'gradingResult' in record || 'testCase' in record || 'vars' in record;
    if (response.output === undefined && !(isResult && response.error !== undefined)) return null;
    const { output: said = '', finishReason: finish } = response;
    const error = response.error ?? (isAssertion(record) ? null : record.error);
    return { id, prompt: isObject(prompt) ? prompt.raw : prompt, answers: [{ said, finish, error }] };
  },
};

/** promptfoo tells of an assertion that did not hold under `error`, too. */
function isAssertion({ failureReason, gradingResult, error }: Parameters<AnswerLog['read']>[0]): boolean {
  return failureReason === ASSERTION || (isObject(gradingResult) && gradingResult.reason === error);
}
