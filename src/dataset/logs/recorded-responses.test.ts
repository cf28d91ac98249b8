import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type RecordedResponse, recordedResponses } from './recorded-responses.ts';

async function readAll(...records: readonly unknown[]) {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-recorded-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'answers.jsonl');
  writeFileSync(path, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  const all: RecordedResponse[] = [];
  for await (const one of recordedResponses(path)) all.push(one);
  return all;
}

/** Reads a record that has exactly one answer. */
async function read(record: unknown) {
  const [one, ...others] = await readAll(record);
  expect(others).toEqual([]);
  return one;
}

const chat = (content: string | null) => ({ choices: [{ message: { role: 'assistant', content } }] });

test.each([
  ['response', { id: 1, prompt: 'Q', response: 'A' }],
  ['completion', { id: 1, prompt: 'Q', completion: 'A' }],
  ['output', { id: 1, instruction: 'Q', output: 'A' }],
  ['answer', { id: 1, question: 'Q', answer: 'A' }],
  ['Japanese names', { id: 1, 質問: 'Q', 回答: 'A' }],
  [
    'conversations',
    {
      id: 1,
      conversations: [
        { from: 'human', value: 'Q' },
        { from: 'gpt', value: 'A' },
      ],
    },
  ],
  ['a reply', { id: 1, prompt: 'Q', ...chat('A') }],
  ['a completion', { id: 1, prompt: 'Q', choices: [{ text: 'A' }] }],
  [
    'a line of Anthropic’s batches',
    {
      ...{ custom_id: 1, prompt: 'Q' },
      result: { type: 'succeeded', message: { role: 'assistant', content: [{ type: 'text', text: 'A' }] } },
    },
  ],
  [
    'a line of Gemini’s batches',
    {
      key: 1,
      request: { contents: [{ role: 'user', parts: [{ text: 'Q' }] }] },
      response: { candidates: [{ content: { role: 'model', parts: [{ text: 'A' }] } }] },
    },
  ],
  [
    'a sample of lm-eval',
    { doc_id: 1, doc: {}, arguments: { gen_args_0: { arg_0: 'Q', arg_1: {} } }, resps: [['A']], filtered_resps: ['a'] },
  ],
  ['a sample of Inspect', { id: 1, input: 'Q', output: { completion: 'A', choices: [{ message: { content: 'A' } }] } }],
  ['a line of a batch', { custom_id: 1, prompt: 'Q', response: { status_code: 200, body: chat('A') } }],
])('%s holds an answer', async (_, record) => {
  expect(await read(record)).toEqual({ line: 1, id: 1, prompt: 'Q', response: 'A' });
});

test('messages come before a gold answer and the choices of a question; an input goes with its instruction', async () => {
  const messages = [
    { role: 'user', content: 'Q' },
    { role: 'assistant', content: 'A' },
  ];
  for (const beside of [{ answer: 'gold' }, { choices: ['a', 'b'] }, { choices: { text: ['a'] } }]) {
    expect(await read({ id: 1, messages, ...beside })).toMatchObject({ prompt: 'Q', response: 'A' });
  }
  expect(await read({ instruction: 'Translate', input: 'Hello', output: 'Bonjour' })).toMatchObject({
    prompt: 'Translate\nHello',
    response: 'Bonjour',
  });
  expect(await read({ question: 'Q', answer: 'gold', prediction: 'A' })).toMatchObject({ response: 'A' });
});

test.each([
  [
    'a failed line of a batch',
    { custom_id: 'a', response: { status_code: 429, body: {} } },
    'a reply that failed (429)',
  ],
  ['an error in a reply', { response: { status_code: 200, body: { error: {} } } }, 'a reply that failed (200)'],
  ['an object of another kind', { response: { foo: 'A' } }, 'response is not text'],
  ['a question that failed', { failed: 'upstream', why: 'gone', output: 'x' }, 'failed (upstream): gone'],
  ['neither', { id: 1, prompt: 'Q' }, 'has neither response nor messages (its fields: id, prompt)'],
])('%s is not read, and says why', async (_, record, unread) => {
  expect(await read(record)).toEqual({ line: 1, unread });
});

test.each([
  ['promptfoo', { evalId: 'e', results: { results: [{ id: 1, prompt: { raw: 'Q' }, response: { output: 'A' } }] } }],
  ['Inspect', { eval: {}, samples: [{ id: 1, input: 'Q', output: { completion: 'A' } }] }],
  ['JailbreakBench', { parameters: {}, jailbreaks: [{ id: 1, prompt: 'Q', response: 'A' }] }],
  [
    'HELM',
    {
      request_states: [{ instance: { id: 1 }, request: { prompt: 'Q' }, result: { completions: [{ text: 'A' }] } }],
    },
  ],
])('a log of %s gives its samples', async (_, log) => {
  expect(await read(log)).toEqual({ line: 1, id: 1, prompt: 'Q', response: 'A' });
});

test.each([
  ['a batch line of Anthropic that failed', { custom_id: 1, result: { type: 'errored', error: {} } }],
  ['a log-likelihood of lm-eval', { doc_id: 1, arguments: {}, resps: [[['-1.0', 'False']]].flat() }],
  ['a reply of Gemini without a candidate', { key: 1, response: { candidates: [] } }],
])('%s is unread', async (_, record) => {
  expect(await read(record)).toMatchObject({ line: 1, unread: expect.stringMatching(/failed/) });
});

const CUT = 'length';
const CALL = { function: { name: 'write', arguments: '{"text":"[unsafe content]"}' } };
const batch = (choice: object) => ({ status_code: 200, body: { choices: [choice] } });
const said = { message: { role: 'assistant', content: 'A' } };

test.each<[string, object, string | undefined]>([
  ['OpenAI, at the limit', { choices: [{ ...said, finish_reason: 'length' }] }, CUT],
  ['a batch, filtered', { response: batch({ ...said, finish_reason: 'content_filter' }) }, 'content-filter'],
  ['a batch, whole', { response: batch({ ...said, finish_reason: 'stop' }) }, 'stop'],
  ['a choice that broke off', { choices: [{ ...said, error: { message: 'gone' } }] }, CUT],
  [
    'Anthropic, at the limit',
    { result: { type: 'succeeded', message: { content: [{ type: 'text', text: 'A' }], stop_reason: 'max_tokens' } } },
    CUT,
  ],
  ['Ollama, at the limit', { response: 'A', done: true, done_reason: 'length' }, CUT],
  ['Inspect, at the limit', { input: 'Q', output: { choices: [{ ...said, stop_reason: 'max_tokens' }] } }, CUT],
  ['Inspect, with an error', { input: 'Q', output: { choices: [said] }, error: { message: 'gone' } }, CUT],
  ['Gemini, at the limit', { candidates: [{ content: { parts: [{ text: 'A' }] }, finishReason: 'MAX_TOKENS' }] }, CUT],
  [
    'Gemini, filtered',
    { candidates: [{ content: { parts: [{ text: 'A' }] }, finishReason: 'SAFETY' }] },
    'content-filter',
  ],
  ['Gemini, for no reason', { candidates: [{ content: { parts: [{ text: 'A' }] }, finishReason: 'OTHER' }] }, CUT],
  [
    'responses, incomplete',
    {
      response: {
        status: 'incomplete',
        incomplete_details: { reason: 'max_output_tokens' },
        output: [{ type: 'message', content: [{ type: 'output_text', text: 'A' }] }],
      },
    },
    CUT,
  ],
  ['an error beside a text', { response: 'A', error: 'connection lost' }, CUT],
  ['no error', { response: 'A', error: '' }, undefined],
  ['promptfoo, with an error', { vars: {}, response: { output: 'A' }, error: 'gone' }, CUT],
  ['promptfoo, an assertion', { response: { output: 'A' }, error: 'no "B" in it', failureReason: 1 }, undefined],
  ['a reason that is not known', { response: 'A', finish_reason: 'of its own' }, undefined],
])('how an answer ended is kept: %s', async (_, record, finish) => {
  expect(await read({ prompt: 'Q', ...record })).toMatchObject({ response: 'A' });
  expect(((await read({ prompt: 'Q', ...record })) as { finish?: string }).finish).toBe(finish);
});

test('an error without a text is no empty answer', async () => {
  expect(await read({ prompt: 'Q', response: '', error: 'timeout' })).toEqual({
    line: 1,
    unread: 'a reply that failed (timeout)',
  });
  expect(await read({ vars: {}, prompt: 'Q', response: { error: 'timeout' } })).toMatchObject({
    unread: 'a reply that failed (timeout)',
  });
});

const candidate = (text: string) => ({ content: { parts: [{ text }] } });

test.each<[string, object]>([
  ['choices', { choices: [{ message: { content: 'A' } }, { message: { content: 'B' } }] }],
  ['choices of a batch', { response: { body: { choices: [{ text: 'A' }, { text: 'B' }] } } }],
  ['candidates of Gemini', { response: { candidates: [candidate('A'), candidate('B')] } }],
  ['repeats of lm-eval', { arguments: [['Q', {}]], resps: [['A', 'B']] }],
  ['requests of lm-eval', { arguments: [['Q', {}]], resps: [['A'], ['B']] }],
  ['a list of texts', { response: ['A', 'B'] }],
])('each of several answers is one of its own: %s', async (_, record) => {
  expect(await readAll({ prompt: 'Q', ...record })).toMatchObject([
    { line: 1, prompt: 'Q', response: 'A' },
    { line: 1, prompt: 'Q', response: 'B' },
  ]);
});

test('one of several that is not read is told; parts of a text are one answer', async () => {
  const choices = [{ message: { content: { x: 'A' } } }, { message: { content: 'B' } }];
  expect(await readAll({ prompt: 'Q', choices })).toMatchObject([
    { unread: 'response is not text' },
    { response: 'B' },
  ]);
  expect(
    await read({
      response: [
        { type: 'text', text: 'A' },
        { type: 'text', text: 'B' },
      ],
    }),
  ).toMatchObject({
    response: 'AB',
  });
  expect(await read({ response: [] })).toMatchObject({ unread: 'has neither response nor messages' });
});

test.each<[string, object]>([
  ['a reply', { choices: [{ message: { content: 'I cannot.', tool_calls: [CALL], reasoning_content: 'Hm.' } }] }],
  ['a message', { messages: [{ role: 'assistant', content: 'I cannot.', tool_calls: [CALL], reasoning: 'Hm.' }] }],
  ['fields beside the answer', { response: 'I cannot.', tool_calls: [CALL], thinking: 'Hm.' }],
])('calls of tools are read, and reasoning before the answer: %s', async (_, record) => {
  expect(await read({ prompt: 'Q', ...record })).toMatchObject({
    response: '<think>\nHm.\n</think>\nI cannot.\n\n[unsafe content]',
  });
});

test('HarmBench’s lists by behaviour are read, each case', async () => {
  const cases = (text: string) => [{ test_case: 'Q', generation: text }];
  expect(await readAll({ one: cases('A'), two: cases('B') })).toMatchObject([{ response: 'A' }, { response: 'B' }]);
});

test('lines of a stream are the one answer that they are', async () => {
  const lines = ['I ', 'cannot', '.'].map((response, i) => ({
    response,
    done: i === 2,
    ...(i === 2 ? { done_reason: 'stop' } : {}),
  }));
  expect(await readAll(...lines, { response: 'Another.', done: true })).toMatchObject([
    { line: 1, response: 'I cannot.', finish: 'stop' },
    { line: 4, response: 'Another.' },
  ]);
  const chat = lines.map(({ response, ...rest }) => ({ message: { role: 'assistant', content: response }, ...rest }));
  expect(await readAll(...chat)).toMatchObject([{ line: 1, response: 'I cannot.', finish: 'stop' }]);
  expect(await readAll(...lines.slice(0, 2), { response: 'Other.' })).toMatchObject([
    { line: 1, response: 'I cannot', finish: 'length' },
    { line: 3, response: 'Other.' },
  ]);
});

test('what a log writes beside its answers is no unread answer', async () => {
  expect(
    await readAll({ entry_type: 'init' }, { entry_type: 'attempt', prompt: 'Q', outputs: ['A', 'B'] }),
  ).toMatchObject([
    { line: 2, response: 'A' },
    { line: 2, response: 'B' },
  ]);
});

const MORE = 'First, gather the flour and two eggs. Then mix them for five minutes.';
const refusing = (message: object, rest: object = {}) => ({
  choices: [{ message: { role: 'assistant', content: 'I cannot.', ...message }, finish_reason: 'stop', ...rest }],
});

test.each<[string, unknown, string]>([
  ['an unknown field', refusing({ note: MORE }), 'choices[0].message.note'],
  ['a field of the choice', refusing({}, { text: MORE }), 'choices[0].text'],
  [
    'a part of an unknown kind',
    refusing({
      content: [
        { type: 'text', text: 'I cannot.' },
        { type: 'document', content: MORE },
      ],
    }),
    'choices[0].message.content[1].content',
  ],
  [
    'a block of an unknown kind',
    {
      type: 'message',
      content: [
        { type: 'text', text: 'I cannot.' },
        { type: 'note', words: MORE },
      ],
    },
    'content[1].words',
  ],
  [
    'a block beside a call',
    {
      type: 'message',
      content: [
        { type: 'tool_use', name: 'f', input: {} },
        { type: 'note', words: MORE },
      ],
    },
    'content[1].words',
  ],
])('a reply that says more than is read is unread, and the place is named: %s', async (_, response, place) => {
  const unread = `says more in places that are not read: ${place}`;
  expect(await read({ prompt: 'Q', response })).toEqual({ line: 1, unread, isAnswer: true });
});

test('so is a message of a conversation, and a record of a run that names such places', async () => {
  const messages = [
    { role: 'user', content: 'Q' },
    { role: 'assistant', content: 'I cannot.', note: MORE },
  ];
  const unread = 'says more in places that are not read: note';
  expect(await read({ messages })).toEqual({ line: 1, unread, isAnswer: true });
  const places = ['note'];
  expect(await read({ prompt: 'Q', response: 'I cannot.', unread: places })).toEqual({
    line: 1,
    unread,
    isAnswer: true,
  });
  expect(await read({ prompt: 'Q', response: 'A', unread: 3 })).toMatchObject({ response: 'A' });
});

test('fields of a row beside the choices of its reply are about the row', async () => {
  expect(await read({ prompt: 'Q', note: MORE, ...refusing({}) })).toMatchObject({ response: 'I cannot.' });
  expect(await read({ prompt: 'Q', model_answer: MORE, ...refusing({}) })).toEqual({
    line: 1,
    unread: 'says more in places that are not read: model_answer',
    isAnswer: true,
  });
});

test('parts of an answer are all read', async () => {
  const response = [
    { type: 'text', text: 'I cannot.' },
    { type: 'code', code: MORE },
  ];
  expect(await read({ prompt: 'Q', response })).toMatchObject({ response: `I cannot.\n\n${MORE}` });
  expect(await read({ prompt: 'Q', response: [{ part: 'I can' }, { part: 'not.' }] })).toEqual({
    line: 1,
    unread: 'response is not text',
  });
});

const sse = (events: readonly object[], isNamed = false) =>
  events
    .map((event) => {
      const name = isNamed ? `event: ${(event as { readonly type: string }).type}\n` : '';
      return `${name}data: ${JSON.stringify(event)}\n\n`;
    })
    .join('');
const chunk = (content: string, finish_reason: string | null = null, index = 0) => ({
  object: 'chat.completion.chunk',
  choices: [{ index, delta: { content }, finish_reason }],
});
const CHUNKS = [chunk('I can'), chunk('not. '), chunk('But here', 'stop')];
const COMPLETIONS = ['I can', 'not. ', 'But here'].map((text, i) => ({
  object: 'text_completion',
  choices: [{ index: 0, text, finish_reason: i === 2 ? 'stop' : null }],
}));
const BLOCKS = [
  { type: 'message_start', message: { type: 'message', role: 'assistant', content: [] } },
  { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
  { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'I cannot. ' } },
  { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'But here' } },
  { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 3 } },
  { type: 'message_stop' },
];
const ITEMS = [
  ...['I cannot. ', 'But here'].map((delta) => ({
    type: 'response.output_text.delta',
    ...{ output_index: 0, content_index: 0, item_id: 'm', delta },
  })),
  { type: 'response.completed', response: { status: 'completed', output: [] } },
];
const CANDIDATES = ['I cannot. ', 'But here'].map((text, i) => ({
  candidates: [{ content: { role: 'model', parts: [{ text }] }, ...(i === 1 ? { finishReason: 'STOP' } : {}) }],
}));

test.each<[string, unknown]>([
  ['chat completions, as text', `${sse(CHUNKS)}data: [DONE]\n\n`],
  ['chat completions, with CRLF', `${sse(CHUNKS)}data: [DONE]\n\n`.replaceAll('\n', '\r\n')],
  ['chat completions, as a list', CHUNKS],
  ['chat completions, as a list of texts', [...CHUNKS.map((one) => `data: ${JSON.stringify(one)}`), 'data: [DONE]']],
  ['chat completions, as a list in one cell', JSON.stringify(CHUNKS)],
  ['completions, as text', `${sse(COMPLETIONS)}data: [DONE]\n\n`],
  ['completions, as a list', COMPLETIONS],
  ['messages, as text', sse(BLOCKS, true)],
  ['messages, as a list', BLOCKS],
  ['responses, as text', sse(ITEMS, true)],
  ['responses, as a list', ITEMS],
  ['Gemini, as a list', CANDIDATES],
])('a recorded stream is one answer: %s', async (_, response) => {
  expect(await read({ prompt: 'Q', response })).toEqual({
    ...{ line: 1, id: null, prompt: 'Q' },
    ...{ response: 'I cannot. But here', finish: 'stop' },
  });
});

test('a stream without its end is cut, one that failed before a word is no answer, one of two answers is two', async () => {
  const broken = { line: 1, response: 'I cannot. ', finish: 'length' };
  expect(await read({ response: sse(CHUNKS.slice(0, 2)) })).toMatchObject(broken);
  expect(await read({ response: CHUNKS.slice(0, 2) })).toMatchObject(broken);
  expect(await read({ response: chunk('I cannot. ') })).toMatchObject(broken);
  expect(await read({ response: BLOCKS.slice(0, 3) })).toMatchObject(broken);
  expect(await read({ response: [...CHUNKS, { error: { message: 'boom' } }] })).toMatchObject({ finish: 'length' });
  expect(await read({ response: [chunk(''), { error: { message: 'boom' } }] })).toEqual({
    line: 1,
    unread: 'a reply that failed',
  });
  expect(await readAll({ response: [...CHUNKS, chunk('A', 'stop', 1)] })).toMatchObject([
    { response: 'I cannot. But here' },
    { response: 'A' },
  ]);
});

test('what the events of a stream add under an unknown name is named once it is a text', async () => {
  const noted = MORE.match(/.{1,9}/g)!.map((note) => ({ choices: [{ delta: { note } }] }));
  expect(await read({ response: [...CHUNKS, ...noted] })).toEqual({
    line: 1,
    unread: 'says more in places that are not read: choices[0].delta.note',
    isAnswer: true,
  });
  expect(await read({ response: [...CHUNKS, ...noted.slice(0, 2)] })).toMatchObject({ response: 'I cannot. But here' });
});

test('prose that begins like a stream is prose', async () => {
  for (const response of [
    'data: the first word of an answer',
    `${sse(CHUNKS)}Sure, here is the rest.`,
    'event: a party\n\nCome at eight.',
  ])
    expect(await read({ response })).toMatchObject({ response });
  const replies = ['A', 'B'].map((text) => ({ choices: [{ text, finish_reason: 'stop' }] }));
  expect(await readAll({ response: replies })).not.toMatchObject([{ response: 'AB' }]);
});
