import { expect, test } from 'vitest';
import { replyAnswers } from './reply-answers.ts';

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
