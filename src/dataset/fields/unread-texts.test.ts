import { expect, test } from 'vitest';
import { unreadTexts } from './unread-texts.ts';

const LONG = 'The harbour lies behind the station, and boats leave at noon.';
const OTHER = 'The museum is closed on Mondays, but the garden is open then.';

test.each([
  ['a column', { corrected: LONG, n: 1 }, ['corrected'], [['corrected', LONG]]],
  [
    'a member of each message',
    { messages: [{ note: LONG }, { note: OTHER }] },
    ['messages.note'],
    [
      ['messages.note', LONG],
      ['messages.note', OTHER],
    ],
  ],
  [
    'a conversation',
    {
      raw: [
        { role: 'user', content: LONG },
        { role: 'assistant', content: OTHER },
      ],
    },
    ['raw'],
    [
      ['raw', LONG],
      ['raw', OTHER],
    ],
  ],
  ['a member far in', { meta: { variant: { reply: LONG } } }, ['meta'], [['meta', LONG]]],
  ['JSON in a cell', { raw: JSON.stringify([{ content: LONG }]) }, ['raw'], [['raw', LONG]]],
  ['JSON in a cell, by its path', { raw: JSON.stringify([{ note: LONG }]) }, ['raw.note'], [['raw.note', LONG]]],
  ['a name with a dot', { 'a.b': LONG, a: { b: OTHER } }, ['a.b'], [['a.b', LONG]]],
  ['only what is long', { notes: 'short', id: 'x'.repeat(60) }, ['notes', 'id'], []],
  ['nothing under another name', { notes: LONG }, ['__proto__', 'toString', 'x.y'], []],
] as const)('finds %s', (_what, record, fields, expected) => {
  expect(unreadTexts(record, fields).map(({ field, text }) => [field, text])).toEqual(expected);
});

test('of many texts of a field, the first and the last four are taken', () => {
  const notes = Array.from({ length: 20 }, (_, i) => `${LONG} ${i}`);
  expect(unreadTexts({ notes }, ['notes']).map(({ text }) => text)).toEqual([...notes.slice(0, 4), ...notes.slice(-4)]);
});

test('no field uses up the place of another', () => {
  const record = { candidates: Array(8).fill(OTHER), last: LONG };
  expect(unreadTexts(record, ['candidates', 'last']).at(-1)).toEqual({ field: 'last', text: LONG });
});

test('of many fields, the first and the last sixteen are looked at', () => {
  const names = Array.from({ length: 50 }, (_, i) => `n${i}`);
  const found = unreadTexts(Object.fromEntries(names.map((name) => [name, LONG])), names).map(({ field }) => field);
  expect(found).toEqual([...names.slice(0, 16), ...names.slice(-16)]);
});
