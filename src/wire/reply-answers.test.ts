import { expect, test } from 'vitest';
import { replyAnswers, soleAnswer } from './reply-answers.ts';

const CALL = { function: { name: 'write', arguments: '{"text":"[unsafe content]"}' } };

test('an answer is all that it gives, in order; its reasoning stands apart', () => {
  const message = { role: 'assistant', content: 'I cannot.', reasoning_content: 'Hm.', tool_calls: [CALL] };
  const [answer] = replyAnswers({ choices: [{ message, finish_reason: 'tool_calls' }] })!;
  expect(answer).toMatchObject({ reasoning: 'Hm.', finish: 'stop', isUnread: false });
  expect(answer!.text).toBe('I cannot.\n\n[unsafe content]');
  expect(replyAnswers(message)).toEqual([{ ...answer, finish: 'other' }]);
});

test('every choice is an answer of its own, in every shape', () => {
  const told = (reply: unknown) => replyAnswers(reply)?.map(({ text, finish }) => [text, finish]);
  const chat = (content: string, index: number, finish_reason?: string) => ({
    index,
    message: { content },
    finish_reason,
  });
  expect(told({ choices: [chat('a', 0, 'stop'), chat('b', 1, 'length')] })).toEqual([
    ['a', 'stop'],
    ['b', 'length'],
  ]);
  expect(told({ choices: [chat('b', 1), chat('a', 0)] })).toEqual([
    ['b', 'other'],
    ['a', 'other'],
  ]);
  expect(told({ choices: [{ text: 'a', finish_reason: 'error' }] })).toEqual([['a', 'length']]);
  expect(
    told({
      type: 'message',
      content: [
        { type: 'text', text: 'a' },
        { type: 'text', text: 'b' },
      ],
      stop_reason: 'max_tokens',
    }),
  ).toEqual([['ab', 'length']]);
  expect(
    told({
      status: 'incomplete',
      incomplete_details: { reason: 'content_filter' },
      output: [{ type: 'message', content: [{ type: 'output_text', text: 'a' }] }],
    }),
  ).toEqual([['a', 'content-filter']]);
});

test('an answer that says nothing and holds what is not read is unread; what is no reply is none', () => {
  expect(replyAnswers({ choices: [{ message: { content: { answer: 'a' } } }] })).toMatchObject([{ isUnread: true }]);
  expect(replyAnswers({ choices: [{ message: { content: '' } }] })).toMatchObject([{ text: '', isUnread: false }]);
  for (const other of [null, 'a', [], {}, { choices: ['a', 'b'] }, { choices: [] }, { output: 'a' }, { text: 'a' }])
    expect(replyAnswers(other)).toBeNull();
});

const MORE = 'First, gather the flour and two eggs. Then mix them for five minutes.';
const message = (fields: object) => ({ content: 'I cannot.', ...fields });
const unreadOf = (reply: unknown) => replyAnswers(reply)?.map(({ unread }) => unread);

test('each answer names its own places with a text that was not read, and those of the reply', () => {
  const choices = [{ message: message({ note: MORE }) }, { message: message({}), extra: { deep: [MORE] } }];
  expect(unreadOf({ choices })).toEqual([['choices[0].message.note'], ['choices[1].extra']]);
  const reply = { output_text: MORE };
  expect(unreadOf({ choices, ...reply })).toEqual(
    [
      ['output_text', 'choices[0].message.note'],
      ['output_text', 'choices[1].extra'],
    ].map((places) => expect.arrayContaining(places)),
  );
  expect(unreadOf({ output: [{ type: 'note', words: MORE }] })).toEqual([['output[0].words']]);
  expect(unreadOf({ type: 'message', content: [{ type: 'tool_use', note: MORE }] })).toEqual([['content[0].note']]);
});

test('a text in lines, in a script without spaces, or nested too deep is one; names, numbers and keys are none', () => {
  const nested = Array.from({ length: 40 }).reduce<unknown>((inner) => ({ inner }), 'x');
  const texts = [
    ['First, gather flour.', 'Then mix it well.', 'Bake.'],
    { a: ['小麦粉と卵を混ぜて、よくこねてから焼く。'.repeat(2)] },
    nested,
  ];
  for (const note of texts)
    expect(unreadOf({ choices: [{ message: message({ note }) }] })).toEqual([['choices[0].message.note']]);
  const labels = ['safety', 'violence', 'weapons', 'self-harm', 'hate', 'harassment'];
  const silent = [labels, [1, 2, 3], 'a short note', 'x'.repeat(400), { at: '2026-01-01T00:00:00Z', ok: true }, null];
  for (const note of silent) expect(unreadOf({ choices: [{ message: message({ note }) }] })).toEqual([[]]);
});

test('pictures, sounds and files say something without words', () => {
  for (const fields of [
    { images: ['AAAA'] },
    { extra: { type: 'image', source: { data: 'AAAA' } } },
    { audio: { id: 'a', data: 'AAAA' } },
    { extra: 'data:application/pdf;base64,AAAA' },
  ])
    expect(unreadOf({ choices: [{ message: message(fields) }] })![0]).toHaveLength(1);
  const picture = { type: 'image_generation_call', id: 'ig_1', status: 'completed', result: 'AAAA' };
  expect(unreadOf({ output: [picture] })).toEqual([['output[0].result']]);
  for (const fields of [{ images: [] }, { audio: null }, { audio: { id: 'a', data: 'AAAA', transcript: 'I cannot.' } }])
    expect(unreadOf({ choices: [{ message: message(fields) }] })).toEqual([[]]);
});

test('sources are texts of others, unless they are none', () => {
  const cited = { type: 'web_search_result_location', url: 'https://a.test', cited_text: MORE };
  expect(unreadOf({ type: 'message', content: [{ type: 'text', text: 'A', citations: [cited] }] })).toEqual([[]]);
  const output = [{ type: 'message', content: [{ type: 'output_text', text: 'A', annotations: [cited] }] }];
  expect(unreadOf({ output })).toEqual([[]]);
  for (const citations of [[MORE], [{ words: MORE }], MORE])
    expect(unreadOf({ choices: [{ message: message({ citations }) }] })).toEqual([['choices[0].message.citations']]);
});

test('what an answer was drawn from, what tools did, notices and the request once more are no words of the model', () => {
  const drawn = { document: [MORE], metadata: [{ source: 'a.pdf' }] };
  for (const top of [
    { sources: [drawn] },
    { system: { warnings: [{ message: MORE }] } },
    { __verbose: { prompt: MORE } },
    { vertex_ai_grounding_metadata: [{ searchEntryPoint: { renderedContent: MORE } }] },
    { images: [{ image_url: 'https://a.test/1.png', origin_url: 'https://a.test', title: MORE }] },
  ])
    expect(unreadOf({ choices: [{ message: message({}) }], ...top })).toEqual([[]]);
  for (const fields of [
    { context: { intent: MORE } },
    { executed_tools: [{ output: MORE }] },
    { annotations: [{ type: 'file', file: { content: [{ type: 'text', text: MORE }] } }] },
    { citations: [[{ type: 'char_location', cited_text: MORE }]] },
  ])
    expect(unreadOf({ choices: [{ message: message(fields) }] })).toEqual([[]]);
  const found = { type: 'web_search_tool_result', content: [{ type: 'web_search_result', title: MORE }] };
  expect(unreadOf({ type: 'message', content: [found, { type: 'tool_use', name: 'f', input: {} }] })).toEqual([[]]);
  expect(unreadOf({ choices: [{ message: message({ note: MORE }) }] })).toEqual([['choices[0].message.note']]);
});

test('an answer that was asked for alone names further ones that say something else', () => {
  const choice = (content: string, index: number) => ({ index, message: { content } });
  const sole = (...contents: readonly string[]) => soleAnswer({ choices: contents.map(choice) });
  expect(sole('a', 'b', 'a')).toMatchObject({ text: 'a', unread: ['choices[1]'] });
  expect(sole('a', 'a')).toMatchObject({ text: 'a', unread: [] });
  expect(soleAnswer({ choices: [choice('a', 3), 'b'] })).toMatchObject({ text: 'a', unread: ['choices[1]'] });
  expect(soleAnswer({ choices: [] })).toBeNull();
});
