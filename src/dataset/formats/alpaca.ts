import { type Turn, unread } from '../../schema/index.ts';
import type { Format } from './format.ts';
import { promptAndAnswer } from './turns/prompt-and-answer.ts';
import { listOf, textOf } from './turns/text-of.ts';
import { turn } from './turns/turns.ts';

/** `instruction`, `input`, `output`, with `system` and a `history` of question and answer. */
export const alpaca: Format = {
  name: 'alpaca',
  title: 'Alpaca, LLaMA-Factory alpaca',
  recognise(record) {
    return record.instruction != null && (record.output != null || record.response != null);
  },
  toRow(record) {
    const history = earlierTurns(record.history);
    if (history === null) return unread('historyNotPairs');
    return promptAndAnswer(record.system, record.instruction, record.input, record.output ?? record.response, history);
  },
};

/**
 * Returns the earlier questions and answers; those answers are trained on as well. null if the history has another
 * form.
 */
function earlierTurns(history: unknown): Turn[] | null {
  const turns: Turn[] = [];
  if (history === undefined || history === null || history === '') return turns;
  const pairs = listOf(history);
  if (pairs === null) return null;
  for (const pair of pairs) {
    if (!Array.isArray(pair)) return null;
    const question = textOf(pair[0]);
    const answer = textOf(pair[1]);
    if (question === null || answer === null) return null;
    turns.push(turn('user', question), turn('assistant', answer));
  }
  return turns;
}
