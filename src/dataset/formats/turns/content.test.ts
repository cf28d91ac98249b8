import { describe, expect, it } from 'vitest';
import { recordReader } from '../../read-record.ts';
import { answersOf, callText, textsOf } from './content.ts';

const LONG = 'The harbour lies behind the station, and boats leave at noon.';
const OTHER = 'I cannot say that. Sure, here it is: the ferry leaves at noon.';

const read = recordReader('auto', null);
/** Returns the texts that the row trains the model to say. */
const targets = (record: unknown): readonly string[] | string => {
  const result = read(record);
  return typeof result === 'string' ? result : result.row.turns.filter(({ target }) => target).map(({ text }) => text);
};
const said = (message: object) =>
  targets({
    messages: [
      { role: 'user', content: 'Q' },
      { role: 'assistant', ...message },
    ],
  });

describe('every text of a message is read', () => {
  it.each([
    ['a part of an unknown type', { content: [{ type: 'markdown', markdown: 'Oak.' }] }, ['Oak.']],
    ['a part of data', { content: [{ type: 'json', json: { tree: 'Oak.' } }] }, ['Oak.']],
    ['an object as content', { content: { answer: 'オーク' } }, ['オーク']],
    ['a long text beside a text', { content: { text: 'See below.', full: OTHER } }, ['See below.', OTHER]],
    ['an empty content beside a text', { content: '', text: 'Oak.' }, ['Oak.']],
    ['an empty content beside an answer', { content: null, answer: 'Oak.' }, ['Oak.']],
    ['an empty content beside any long text', { content: '', note: OTHER }, [OTHER]],
    ['spoken words', { content: null, audio: { id: 'audio_1', data: 'UklGRg', transcript: OTHER } }, [OTHER]],
    ['a thought', { content: 'Oak.', thought: 'They like trees.' }, ['<think>\nThey like trees.\n</think>\nOak.']],
    [
      'details of reasoning',
      { content: 'Oak.', reasoning_details: [{ type: 'reasoning.text', text: 'Trees.' }] },
      ['<think>\nTrees.\n</think>\nOak.'],
    ],
    [
      'a list of thinking',
      {
        content: [
          { type: 'thinking', thinking: [{ type: 'text', text: 'Trees.' }] },
          { type: 'text', text: 'Oak.' },
        ],
      },
      ['<think>\nTrees.\n</think>\nOak.'],
    ],
    [
      'reasoning of Bedrock',
      { content: [{ reasoningContent: { reasoningText: { text: 'Trees.', signature: 'x' } } }, { text: 'Oak.' }] },
      ['<think>\nTrees.\n</think>\nOak.'],
    ],
    [
      'a call behind a text',
      { content: 'Let me see.', tool_calls: [{ function: { name: 'f', arguments: '{"q":"a \\"b\\""}' } }] },
      ['Let me see.', '[{"function":{"name":"f","arguments":{"q":"a \\"b\\""}}}]'],
    ],
    [
      'a picture, which is no text',
      {
        content: [
          { type: 'image_url', image_url: { url: 'https://example.org/a.png' } },
          { type: 'text', text: 'Oak.' },
        ],
      },
      ['Oak.'],
    ],
  ])('%s', (_what, message, expected) => {
    expect(said(message)).toEqual(expected);
  });

  it('code that was run and what it gave (Gemini)', () => {
    const parts = [
      { text: 'Look:' },
      { executableCode: { language: 'PYTHON', code: 'print("Oak")' } },
      { codeExecutionResult: { outcome: 'OUTCOME_OK', output: 'Oak' } },
    ];
    const contents = [
      { role: 'user', parts: [{ text: 'Q' }] },
      { role: 'model', parts },
    ];
    expect(targets({ contents })).toEqual(['Look:', 'print("Oak")', 'Oak']);
  });

  it('pictures, sounds and files give nothing', () => {
    const source = { type: 'base64', media_type: 'image/png', data: 'iVBORw0KGgo' };
    expect(textsOf([{ type: 'image', source }, { inlineData: { mimeType: 'a/b', data: 'AAAA' } }])).toEqual([]);
    expect(textsOf([{ type: 'input_audio', input_audio: { data: 'AA', format: 'wav' } }])).toEqual([]);
    expect(textsOf([{ type: 'file', file: { file_id: 'f-1', filename: 'a.pdf' } }])).toEqual([]);
  });
});

describe('answers to choose from', () => {
  it.each([
    ['strings', ['Oak.', OTHER]],
    ['objects with a text', [{ text: 'Oak.' }, { text: OTHER }]],
  ])('%s are answers of their own', (_what, list) => {
    expect(answersOf(list)).toEqual(['Oak.', OTHER]);
    expect(targets({ prompt: 'Q', completion: list })).toEqual(['Oak.', OTHER]);
    expect(targets({ question: 'Q', answer: list })).toEqual(['Oak.', OTHER]);
    expect(targets({ prompt: 'Q', chosen: list, rejected: ['No.'] })).toEqual(['Oak.', OTHER]);
    expect(targets({ text_input: 'Q', output: list })).toEqual(['Oak.', OTHER]);
    expect(targets({ prompt: 'Q', completion: list, label: true })).toEqual(['Oak.', OTHER]);
  });

  it('those that are not wanted are told apart by a blank line', () => {
    const result = read({ prompt: 'Q', chosen: 'Oak.', rejected: ['Ash.', 'Fir.'] });
    expect(result).toMatchObject({ row: { rejected: 'Ash.\n\nFir.' } });
    const labelled = read({ prompt: 'Q', completion: ['Ash.', 'Fir.'], label: false });
    expect(labelled).toMatchObject({ row: { rejected: 'Ash.\n\nFir.' } });
  });

  it('typed parts are one answer', () => {
    expect(
      answersOf([
        { type: 'text', text: 'Oak ' },
        { type: 'text', text: 'tree.' },
      ]),
    ).toEqual(['Oak tree.']);
  });

  it('lists of requests beside lists of answers are told, not glued', () => {
    expect(targets({ input: ['a', 'b'], output: ['c', 'd'] })).toMatch(/columns/);
  });
});

describe('calls of tools', () => {
  it('as a completion are what is said, not messages', () => {
    const calls = [{ name: 'search', arguments: { query: 'oak' } }];
    expect(targets({ prompt: 'Q', completion: JSON.stringify(calls) })).toEqual([JSON.stringify(calls)]);
    expect(targets({ prompt: 'Q', completion: calls })).toEqual([JSON.stringify(calls[0])]);
  });

  it('are escaped once', () => {
    expect(callText({ name: 'f', arguments: `{"text": "${LONG}"}` })).toBe(
      `{"name":"f","arguments":{"text":"${LONG}"}}`,
    );
    expect(callText({ name: 'f', arguments: 'no JSON' })).toBe('{"name":"f","arguments":"no JSON"}');
  });
});

it('segments are learnt where the label is 1 or true', () => {
  const segments = [
    { label: 0, text: 'Q' },
    { label: 1, text: 'Oak.' },
    { label: 'false', text: 'Q' },
    { label: 'true', text: 'Ash.' },
  ];
  expect(targets({ segments })).toEqual(['Oak.', 'Ash.']);
});
