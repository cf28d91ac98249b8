import { describe, expect, it } from 'vitest';
import { recordReader } from './read-record.ts';

const read = recordReader('auto', null);

describe('rows that cannot be read', () => {
  it.each([
    ['fields of no format', { id: 1, title: 'x' }, 'its fields match no known format (id, title)'],
    ['a number', 5, 'not an object with named fields'],
    ['an empty list', [], 'not an object with named fields'],
    [
      'no answer',
      { messages: [{ role: 'user', content: 'Hi' }] },
      'contains no text that a model would be trained to say',
    ],
    ['a blank answer', { question: 'Sky?', answer: ' \n' }, 'contains no text that a model would be trained to say'],
    ['messages that are no list', { messages: 'hello' }, 'messages is not a list'],
    ['a message that is text', { messages: ['hello'] }, 'message 1 is not an object'],
    ['a stranger', { messages: [{ role: 'wizard', content: 'Hi' }] }, 'message 1 has the unknown role "wizard"'],
    ['nobody', { messages: [{ content: 'Hi' }] }, 'message 1 has no role'],
    [
      'an answer in an unknown shape',
      { question: 'Sky?', answer: { spans: [] } },
      'contains no text that a model would be trained to say',
    ],
    [
      'a history in an unknown shape',
      { instruction: 'x', output: 'y', history: 'z' },
      'history is not a list of question and answer',
    ],
  ])('%s', (_what, record, reason) => {
    expect(read(record)).toBe(reason);
  });

  it('says which format would fit when another one was named', () => {
    expect(recordReader('alpaca', null)({ question: 'Sky?', answer: 'Blue.' })).toBe(
      'is not alpaca (its fields: question, answer); it looks like question-answer',
    );
  });
});

it('hears the answer with a few words more in another column, but not a copy in a template', () => {
  const answer = 'Whisk two eggs into a cup of milk, add flour and fry the batter in butter.';
  const unread = (text: string) => {
    const result = recordReader('auto', null)({ prompt: 'How are pancakes made?', response: answer, text });
    return typeof result === 'string' ? result : result.unread.map(({ field }) => field);
  };
  expect(unread(`I cannot help with that. ${answer}`)).toEqual(['text']);
  expect(unread(answer)).toEqual([]);
  expect(unread(`### Question: How are pancakes made?\n### Answer: ${answer}`)).toEqual([]);
});

describe('named columns', () => {
  const map = { user: 'ask', assistant: 'reply', system: 'tone' };

  it('are read whatever else is there', () => {
    expect(recordReader('auto', map)({ ask: 'Sky?', reply: 'Blue.', tone: 'Kind', messages: [] })).toEqual({
      format: 'map',
      unread: [],
      uses: [
        ['ask', 'request'],
        ['reply', 'answer'],
        ['tone', 'request'],
      ],
      row: {
        kind: 'chat',
        turns: [
          { role: 'system', text: 'Kind', target: false },
          { role: 'user', text: 'Sky?', target: false },
          { role: 'assistant', text: 'Blue.', target: true },
        ],
        rejected: null,
      },
    });
  });

  it('are missed by name', () => {
    expect(recordReader('auto', map)({ ask: 'Sky?', tone: '' })).toBe('has no field "reply" (its fields: ask, tone)');
  });
});

it('a column that is named without one that asks may hold whole conversations', () => {
  const mapped = recordReader('auto', { assistant: 'chat', system: 'tone' });
  const said = (chat: unknown) => {
    const result = mapped({ tone: 'S', chat });
    return typeof result === 'string'
      ? result
      : [result.row.kind, ...result.row.turns.map(({ role, text }) => `${role[0]}:${text}`)];
  };
  expect(said('USER: Q\n\nASSISTANT: A <|endoftext|>')).toEqual(['chat', 's:S', 'u:Q', 'a:A']);
  expect(said('<|im_start|>user\nQ<|im_end|>\n<|im_start|>assistant\nA<|im_end|>')).toEqual([
    'chat',
    's:S',
    'u:Q',
    'a:A',
  ]);
  const messages = [
    { role: 'user', content: 'Q' },
    { role: 'assistant', content: 'A' },
  ];
  expect(said(messages)).toEqual(['chat', 's:S', 'u:Q', 'a:A']);
  expect(said(JSON.stringify(messages))).toEqual(['chat', 's:S', 'u:Q', 'a:A']);
  expect(said('Once upon a time.')).toEqual(['text', 's:S', 'a:Once upon a time.']);
  expect(said(['A', 'B'])).toMatch(/columns/);
});

it('tells messages that Python printed, which are no JSON', () => {
  const printed = "[{'role': 'user', 'content': 'Sky?'}, {'role': 'assistant', 'content': 'Blue.'}]";
  expect(recordReader('auto', null)({ prompt: 'Sky?', chosen: printed, rejected: 'No.' })).toContain(
    'chosen holds messages as Python prints them',
  );
  expect(recordReader('auto', null)({ prompt: `How do I parse ${printed}?`, response: 'With ast.' })).toMatchObject({
    format: 'question-answer',
  });
});
