import { expect, it } from 'vitest';
import { recordReader } from '../read-record.ts';

const LONG = 'The harbour lies behind the station, and boats leave at noon.';
const read = recordReader('auto', null);
const unread = (message: object, more: object = {}) => {
  const messages = [
    { role: 'user', content: 'Where?' },
    { role: 'assistant', content: 'There.', ...message },
  ];
  const result = read({ messages, ...more });
  return typeof result === 'string' ? result : result.uses.filter(([, use]) => use === 'unread').map(([name]) => name);
};

it.each([
  ['a member that no rule reads', { note: LONG }, ['messages.note']],
  ['one further in', { meta: { review: [{ by: 'x', said: LONG }] } }, ['messages.meta.review.said']],
  ['a second content', { value: LONG }, ['messages.value']],
  ['the same text once more', { content: LONG, value: LONG }, []],
  ['a call of a tool', { tool_calls: [{ function: { name: 'f', arguments: `{"a": "${LONG}\\n"}` } }] }, []],
  ['an answer that was scraped', { content: `<div class="markdown"><p>${LONG}</p></div>` }, []],
  [
    'addresses, keys and short strings',
    { id: 'x'.repeat(60), url: `https://example.org/${'a'.repeat(40)}`, by: 'me' },
    [],
  ],
])('tells %s', (_what, message, expected) => {
  expect(unread(message)).toEqual(expected);
});

it('looks into what a table holds as JSON in one cell, and leaves columns to those who tell of columns', () => {
  const messages = JSON.stringify([
    { role: 'user', content: 'Where?' },
    { role: 'assistant', content: 'There.', note: LONG },
  ]);
  const result = read({ messages, comment: LONG });
  expect(result).toMatchObject({
    uses: expect.arrayContaining([
      ['messages.note', 'unread'],
      ['comment', 'unread'],
    ]),
  });
});

it('takes an answer that is JSON as read, also behind its reasoning', () => {
  const answer = '{"note": "\\u304a\\u8336\\u3092\\u98f2\\u3080 and then the boats leave at noon from the harbour."}';
  expect(read({ question: 'Where?', cot: 'They ask.', answer })).toMatchObject({
    row: { turns: [{}, { text: `<think>\nThey ask.\n</think>\n${answer}` }] },
    uses: expect.not.arrayContaining([['answer.note', 'unread']]),
  });
});
