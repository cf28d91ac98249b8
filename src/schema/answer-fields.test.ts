import { expect, test } from 'vitest';
import { answerField, rivalFields } from './answer-fields.ts';

test.each<[string, object]>([
  ['model_answer', { prompt: 'Q', answer: 'gold', model_answer: 'A' }],
  ['Model Output', { instruction: 'Q', output: 'gold', 'Model Output': 'A' }],
  ['response', { answer: 'gold', response: 'A' }],
  ['prediction', { answer: 'gold', target: 'gold', prediction: 'A' }],
  ['output', { answer: 'gold', output: 'A' }],
  ['output', { response: '', output: 'A' }],
  ['answer', { question: 'Q', answer: 'A' }],
  ['出力', { 質問: 'Q', 回答: '正解', 出力: 'A' }],
])('%s is the name of the model’s answer', (name, record) => {
  expect(answerField(record as Record<string, unknown>)).toBe(name);
});

test('references are nobody’s answer', () => {
  expect(answerField({ prompt: 'Q', reference: 'A', gold: 'A', target: 'A', expected: 'A' })).toBeUndefined();
});

test('two fields that say as surely that they hold the answer are rivals; labels, copies and references are none', () => {
  const record = { response: 'One answer.', output: 'Another one.', answer: 'A gold one.', prediction: 'refusal' };
  expect(rivalFields(record, 'response')).toEqual(['output']);
  expect(rivalFields({ ...record, output: ' One answer. ' }, 'response')).toEqual([]);
  expect(rivalFields({ response: 'One answer.', response_2: 'Another one.' }, 'response')).toEqual(['response_2']);
  expect(rivalFields({ model_answer: 'One answer.', output: 'A gold one.' }, 'model_answer')).toEqual([]);
  expect(rivalFields({ model_answer: 'One answer.', response: 'Another one.' }, 'model_answer')).toEqual(['response']);
});

test.each<[string | undefined, object]>([
  // Of several explicit names the first in the record that says something.
  ['bot_reply', { model_answer: '', bot_reply: 'A', llm_text: 'B' }],
  ['model_answer', { model_answer: '', bot_reply: '' }],
  ['AI-Response', { 'AI-Response': 'A', response: 'B' }],
  [' LLM Completion ', { ' LLM Completion ': 'A' }],
  // What is known better counts before what stands first.
  ['response', { output: 'A', completion: 'B', response: 'C' }],
  ['応答', { 出力: 'A', 応答: 'B' }],
  ['output', { response: null, output: 'A' }],
  ['output', { response: undefined, output: 'A' }],
  // Anything but nothing is there: whoever reads it says that it is no text.
  ['response', { response: 0, output: 'A' }],
  ['response', { response: false }],
  [undefined, { response: null }],
  [undefined, {}],
  [undefined, { model_name: 'x', models_answer: 'A', answer_model: 'B', my_response: 'C' }],
])('%s is chosen from %j', (name, record) => {
  expect(answerField(record as Record<string, unknown>)).toBe(name);
});

test('numbers behind a name are more answers of its kind', () => {
  const record = {
    response: 'One answer.',
    response2: 'Another one.',
    response_10: 'A third one.',
    responses: 'No one.',
  };
  expect(rivalFields(record, 'response')).toEqual(['response2', 'response_10']);
});

test.each<[unknown, boolean]>([
  ['two words', true],
  ['二つ の言葉', true],
  ['x'.repeat(21), true],
  ['x'.repeat(20), false],
  ['label', false],
  [' label ', false],
  ['', false],
  [{ text: 'two words' }, false],
  [null, false],
])('%j beside the answer is a rival: %s', (output, isRival) => {
  expect(rivalFields({ response: 'One answer.', output }, 'response')).toEqual(isRival ? ['output'] : []);
});

test('an answer that is no text has rivals all the same', () => {
  expect(rivalFields({ response: 7, output: 'Another one.' }, 'response')).toEqual(['output']);
});
