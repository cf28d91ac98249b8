import { replyAnswers } from '../../../wire/index.ts';
import { isObject } from '../../formats/turns/text-of.ts';
import type { AnswerLog } from '../answer-log.ts';

/** Value of `failureReason` if an assertion failed, rather than the provider. */
const ASSERTION = 1;

/** A promptfoo result: a provider's reply next to the prompt as sent. */
export const promptfoo: AnswerLog = {
  name: 'promptfoo',
  read(record) {
    const { prompt, response, id } = record;
    // A server's reply has an `output` of its own.
    if (!isObject(response) || 'body' in response || replyAnswers(response) !== null) return null;
    const isResult = 'failureReason' in record || 'gradingResult' in record || 'testCase' in record || 'vars' in record;
    if (response.output === undefined && !(isResult && response.error !== undefined)) return null;
    const { output: said = '', finishReason: finish } = response;
    const error = response.error ?? (isAssertion(record) ? null : record.error);
    return { id, prompt: isObject(prompt) ? prompt.raw : prompt, answers: [{ said, finish, error }] };
  },
};

/** Reports whether the error is a failed assertion, which promptfoo also stores under `error`. */
function isAssertion({ failureReason, gradingResult, error }: Parameters<AnswerLog['read']>[0]): boolean {
  return failureReason === ASSERTION || (isObject(gradingResult) && gradingResult.reason === error);
}
