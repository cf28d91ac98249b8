import { expect, test } from 'vitest';
import { recordedResponse } from '../recorded-responses.ts';

const answer = (record: object) => recordedResponse(1, record);
const TEXT = [{ type: 'text', text: 'A' }];

test.each<[string, object, object]>([
  [
    'Anthropic’s message',
    { type: 'message', role: 'assistant', content: TEXT, stop_reason: 'max_tokens' },
    { finish: 'length' },
  ],
  [
    'Ollama’s chat',
    { message: { role: 'assistant', content: 'A' }, done: true, done_reason: 'length' },
    { finish: 'length' },
  ],
  [
    'vLLM',
    { prompt: 'Q', outputs: [{ index: 0, text: 'A', finish_reason: 'length' }] },
    { prompt: 'Q', finish: 'length' },
  ],
  ['garak', { entry_type: 'attempt', uuid: '1', prompt: 'Q', outputs: ['A'] }, { id: '1', prompt: 'Q' }],
  [
    'a newer garak',
    { entry_type: 'attempt', prompt: { turns: [{ role: 'user', content: { text: 'Q' } }] }, outputs: [{ text: 'A' }] },
    { prompt: 'Q' },
  ],
  ['HarmBench', { test_case: 'Q', generation: 'A', label: 0 }, { prompt: 'Q' }],
  [
    'HELM',
    { request: { prompt: 'Q' }, result: { completions: [{ text: 'A', finish_reason: { reason: 'length' } }] } },
    { prompt: 'Q', finish: 'length' },
  ],
  ['PyRIT', { role: 'assistant', original_value: 'A', converted_value: 'A', response_error: 'none' }, {}],
  ['LangSmith, a model', { inputs: { question: 'Q' }, outputs: { generations: [[{ text: 'A' }]] } }, { prompt: 'Q' }],
  ['LangSmith, a chain', { inputs: { question: 'Q' }, outputs: { answer: 'A' } }, { prompt: 'Q' }],
  [
    'Bedrock, Anthropic',
    { recordId: '1', modelInput: {}, modelOutput: { content: TEXT, stop_reason: 'max_tokens' } },
    { id: '1', finish: 'length' },
  ],
  [
    'Bedrock, Titan',
    {
      recordId: '1',
      modelInput: { inputText: 'Q' },
      modelOutput: { results: [{ outputText: 'A', completionReason: 'LENGTH' }] },
    },
    { prompt: 'Q', finish: 'length' },
  ],
  ['MT-bench', { question_id: 1, choices: [{ index: 0, turns: ['A'] }] }, { id: 1 }],
  ['JailbreakBench', { goal: 'Q', prompt: 'Q', response: 'A' }, { prompt: 'Q' }],
  [
    'a pipeline of messages',
    {
      generated_text: [
        { role: 'user', content: 'Q' },
        { role: 'assistant', content: 'A' },
      ],
    },
    {},
  ],
  ['an object with an answer', { messages: [{ role: 'assistant', content: { answer: 'A' } }] }, {}],
  ['a text that is JSON in a cell', { input: 'Q', output: '"A"' }, { prompt: 'Q' }],
  ['a message that is JSON in a cell', { input: 'Q', output: '{"role":"assistant","content":"A"}' }, { prompt: 'Q' }],
])('%s holds an answer', (_, record, more) => {
  expect(answer(record)).toMatchObject({ response: 'A', ...more });
});

test('JSON that the model said stays as it is', () => {
  for (const said of ['{"answer":"A"}', '["A","B"]', '"A" is the letter', '{broken'])
    expect(answer({ prompt: 'Q', response: said })).toMatchObject({ response: said });
});

test.each<[string, object, RegExp]>([
  ['garak', { entry_type: 'attempt', prompt: 'Q', outputs: [null] }, /failed \(no output\)/],
  ['HELM', { request: { prompt: 'Q' }, result: { completions: [], error: 'gone' } }, /failed \(gone\)/],
  [
    'PyRIT',
    { role: 'assistant', original_value: '', converted_value: '', response_error: 'blocked' },
    /failed \(blocked\)/,
  ],
  ['Bedrock', { recordId: '1', modelInput: {}, error: { errorCode: 400 } }, /failed/],
  ['an object without a text', { messages: [{ role: 'assistant', content: { x: 'A' } }] }, /not text/],
  ['an unknown log', { asked: 'Q', told: 'A' }, /its fields: asked, told/],
])('%s without an answer says so', (_, record, reason) => {
  expect(answer(record)).toMatchObject({ unread: expect.stringMatching(reason) });
});
