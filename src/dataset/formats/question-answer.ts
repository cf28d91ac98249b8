import type { Format, JsonObject } from './format.ts';
import { promptAndAnswer } from './turns/prompt-and-answer.ts';
import { isTokens } from './turns/text-of.ts';

/** One question and one answer, in any combination of their usual field names. */
export const questionAnswer: Format = {
  name: 'question-answer',
  title: 'question and answer, prompt and response, input and output, problem and solution',
  recognise(record) {
    return question(record) != null && answer(record) != null;
  },
  toRow(record) {
    return promptAndAnswer(first(record, SYSTEMS), question(record), input(record), answer(record));
  },
};

/**
 * Names of the column with the question, more reliable ones first. `text` is a question only if another column holds
 * the answer (ichikara, many others).
 */
const QUESTIONS = [
  'question',
  'query',
  'prompt',
  'problem',
  'instruction',
  'input',
  'inputs',
  'question_text',
  'input_text',
  'prompt_text',
  'inputs_pretokenized',
  'user',
  'human',
  'q',
  'source',
  '質問',
  '指示',
  '質問文',
  '質問内容',
  '問題',
  '問い',
  '入力',
  'プロンプト',
  'text',
] as const;

export const ANSWERS = [
  'answer',
  'response',
  'completion',
  'output',
  'solution',
  'assistant',
  'bot',
  'a',
  'target',
  'targets',
  'answer_text',
  'response_text',
  'output_text',
  'target_text',
  'targets_pretokenized',
  'reply',
  '回答',
  '応答',
  '出力',
  '返答',
  '解答',
  '回答文',
  '模範解答',
  '答え',
] as const;

/** Names of the column that supplements the question if both exist: `指示` and `入力`, like `instruction` and `input`. */
const INPUTS = ['context', '入力', 'コンテキスト'] as const;

const SYSTEMS = ['system', 'system_prompt', 'system_message'] as const;

/** Returns the first of the named columns that is there; one of token ids only if no other is. */
const first = (record: JsonObject, names: readonly string[]): unknown => {
  const found = names.filter((name) => record[name] != null).map((name) => record[name]);
  return found.find((value) => !isTokens(value)) ?? found[0];
};
const question = (record: JsonObject): unknown => first(record, QUESTIONS);

/**
 * Returns the answer. If a longer field contains it (`answer` is the number at the end of `solution`), returns the
 * longer one.
 */
function answer(record: JsonObject): unknown {
  const found = first(record, ANSWERS);
  if (typeof found !== 'string' || found.trim() === '') return found;
  const short = found.trim();
  const longer = ANSWERS.map((name) => record[name]).filter(
    (other): other is string => typeof other === 'string' && other.length > found.length && other.includes(short),
  );
  return longer.sort((a, b) => b.length - a.length)[0] ?? found;
}

const input = (record: JsonObject): unknown => {
  const found = first(record, INPUTS);
  return found === question(record) ? undefined : found;
};
