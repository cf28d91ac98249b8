import { expect, it } from 'vitest';
import type { ColumnMap } from '../../options.ts';
import { recordReader } from '../../read-record.ts';
import { messagesInStrings } from './message-strings.ts';

function turnsOf(record: unknown, map: ColumnMap | null = null) {
  const result = recordReader('auto', map)(record);
  if (typeof result === 'string') return result;
  return result.row.turns.map(({ role, text, target }) => `${role[0]}${target ? '!' : ''}:${text}`);
}

const ASKED = JSON.stringify({ role: 'user', content: 'Name a tree.' });
const SAID = JSON.stringify({ role: 'assistant', content: 'Oak.\nUser: no label.' });

it.each([
  ['messages', { messages: [ASKED, SAID] }],
  ['conversations, as a table holds them', { conversations: JSON.stringify([ASKED, SAID]) }],
  ['a bare list', [ASKED, SAID]],
])('reads %s that are JSON in strings', (_what, record) => {
  expect(turnsOf(record)).toEqual(['u:Name a tree.', 'a!:Oak.\nUser: no label.']);
});

it.each([
  ['User and Assistant', ['User: Name a tree.', 'Assistant: Oak.'], ['u:Name a tree.', 'a!:Oak.']],
  ['human and gpt', ['human: Name a tree.', 'gpt:Oak.'], ['u:Name a tree.', 'a!:Oak.']],
  [
    'a system, bold names, and a label inside an answer',
    ['System: Be brief.', '**Human:** A tree?', '**AI**: Oak.\nHuman: is not a turn here.'],
    ['s:Be brief.', 'u:A tree?', 'a!:Oak.\nHuman: is not a turn here.'],
  ],
  ['Japanese names', ['ユーザー：木は？', 'アシスタント：樫です。'], ['u:木は？', 'a!:樫です。']],
])('reads strings that begin with their speakers: %s', (_what, list, expected) => {
  for (const record of [{ messages: list }, { conversation: list }, list]) expect(turnsOf(record)).toEqual(expected);
});

it('tells how the field was used, as it does for messages', () => {
  for (const messages of [
    [ASKED, SAID],
    ['User: Name a tree.', 'Assistant: Oak.'],
  ]) {
    expect(recordReader('auto', null)({ messages })).toMatchObject({
      format: 'openai-chat',
      uses: [
        ['messages', 'answer'],
        ['messages', 'request'],
      ],
    });
  }
});

it('reads a column that is named with --map in the same way', () => {
  expect(turnsOf({ chat: [ASKED, SAID] }, { assistant: 'chat' })).toEqual([
    'u:Name a tree.',
    'a!:Oak.\nUser: no label.',
  ]);
  const both = { asked: 'Two?', chat: ['User: Hi.', 'Bot: Hello.'] };
  expect(turnsOf(both, { user: 'asked', assistant: 'chat' })).toEqual(['u:Two?', 'a!:User: Hi.', 'a!:Bot: Hello.']);
  expect(turnsOf({ chat: ['User: Hi.', 'Bot: Hello.'] }, { assistant: 'chat' })).toEqual(['u:Hi.', 'a!:Hello.']);
});

it.each([
  ['strings without names', { messages: ['Name a tree.', 'Oak.'] }, 'message 1 is not an object'],
  ['a name that nobody knows', { messages: ['User: A tree?', 'Alice: Oak.'] }, 'message 1 is not an object'],
  ['one string without a name', { messages: ['User: A tree?', 'Oak.'] }, 'message 1 is not an object'],
  ['one side alone', { messages: ['User: A tree?', 'Customer: Oak?'] }, 'message 1 is not an object'],
  ['JSON without a speaker', { messages: ['{"content":"Hi"}', SAID] }, 'message 1 is not an object'],
  [
    'an unknown role in JSON',
    { messages: ['{"role":"wizard","content":"Hi"}'] },
    'message 1 has the unknown role "wizard"',
  ],
  ['a bare list of strings', ['Name a tree.', 'Oak.'], 'not an object with named fields'],
])('does not guess at %s', (_what, record, reason) => {
  expect(turnsOf(record)).toBe(reason);
});

it('leaves lists in other fields to their formats', () => {
  expect(turnsOf({ prompt: 'Name a label.', completion: ['User: x', 'Assistant: y'] })).toEqual([
    'u:Name a label.',
    'a!:User: x',
    'a!:Assistant: y',
  ]);
});

it('takes no whole dialogue for a message of somebody who asks', () => {
  const dialogue = 'User: Name a tree.\n\nAssistant: I cannot.';
  expect(messagesInStrings([dialogue, 'Assistant: Oak.'])).toBeNull();
  expect(messagesInStrings([...Array<string>(5).fill(dialogue), 'Assistant: Oak.'])).toBeNull();
});
