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
