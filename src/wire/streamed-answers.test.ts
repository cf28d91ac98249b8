import { expect, test } from 'vitest';
import { isStreamEvent, streamedReply } from './streamed-answers.ts';

const chunk = (delta: object, finish_reason: string | null = null, index = 0) => ({
  model: 'm',
  choices: [{ index, delta, finish_reason }],
});
const call = (index: number, text: string) => ({ tool_calls: [{ index, function: { arguments: text } }] });

test('calls that alternate are joined each for itself, after the text', () => {
  const events = [
    { content: 'I cannot.' },
    call(0, '{"a":"one '),
    call(1, '{"b":"th'),
    call(0, 'two"}'),
    call(1, 'ree"}'),
  ];
  const reply = streamedReply([...events.map((delta) => chunk(delta)), chunk({}, 'tool_calls')])!;
  expect(reply).toMatchObject({ isEnded: true, isFailed: false, model: 'm' });
  expect(reply.answers).toMatchObject([{ text: 'I cannot.\n\none two\n\nthree', finish: 'stop', unread: [] }]);
});

test('answers are told apart, and each is cut unless its own end came', () => {
  const events = [chunk({ content: 'b' }, null, 1), chunk({ content: 'a' }), chunk({}, 'stop')];
  expect(streamedReply(events)!.answers).toMatchObject([
    { text: 'a', finish: 'stop' },
    { text: 'b', finish: 'length' },
  ]);
  expect(streamedReply([...events, '[DONE]'])!.answers).toMatchObject([{ finish: 'stop' }, { finish: 'other' }]);
});

test('a notice that every event repeats is no text, and one that goes on is', () => {
  const noticed = (...notices: string[]) =>
    streamedReply([...notices.map((note) => ({ ...chunk({ content: 'a' }), note })), chunk({}, 'stop')])!.answers[0];
  const NOTICE = 'Made with AI in Europe. ';
  expect(noticed(NOTICE, NOTICE, NOTICE, NOTICE)).toMatchObject({ unread: [] });
  expect(noticed(NOTICE, 'Take the parts and ', 'join them.')).toMatchObject({ unread: ['note'] });
});

test('usage and errors within a stream are told', () => {
  const usage = { choices: [], usage: { prompt_tokens: 3, completion_tokens: 4 } };
  const broken = { error: { message: 'gone' } };
  expect(streamedReply([chunk({ content: 'a' }, 'stop'), usage])).toMatchObject({
    usage: { promptTokens: 3, completionTokens: 4 },
  });
  expect(streamedReply([chunk({ content: 'a' }, 'stop'), broken])).toMatchObject({
    isFailed: true,
    answers: [{ text: 'a', finish: 'length' }],
  });
});

test('an event that is no JSON is named', () => {
  const text = 'I tell you the rest in plain words, as long as it takes.';
  const stream = `data: ${JSON.stringify(chunk({ content: 'a' }, 'stop'))}\n\ndata: ${text}\n\n`;
  expect(streamedReply(stream)!.answers).toMatchObject([{ text: 'a', unread: ['data'] }]);
});

test('events kept beside their names are read', () => {
  const events = [
    { event: 'content_block_delta', data: { index: 0, delta: { type: 'text_delta', text: 'a' } } },
    { event: 'message_stop', data: '{"type":"message_stop"}' },
  ];
  expect(streamedReply(events)!.answers).toMatchObject([{ text: 'a', finish: 'other' }]);
});

test('whole replies, messages, parts and prose are no streams', () => {
  const wholes = ['a', 'b'].map((text) => ({ choices: [{ text }] }));
  for (const other of [
    ...[null, 7, '', 'data', 'data: a', '{"choices":[]}', [], ['a', 'b'], wholes, { choices: [{ delta: {} }] }],
    ...[
      [{ type: 'text', text: 'a' }],
      [{ role: 'user', content: 'a' }],
      [{ choices: [{ message: { content: 'a' } }] }],
    ],
  ])
    expect(streamedReply(other)).toBeNull();
  expect(isStreamEvent(chunk({ content: 'a' }))).toBe(true);
  for (const other of [null, 'a', {}, wholes[0], { choices: [{ message: { content: 'a' } }] }])
    expect(isStreamEvent(other)).toBe(false);
});
