import { expect, test } from 'vitest';
import type { Condition, Finding, Message } from '../schema/index.ts';
import {
  LEFT_BY_NATURE,
  leftCondition,
  leftEncoded,
  leftFiles,
  leftOrdinary,
  leftRows,
  leftSeed,
  leftSystems,
  underMany,
} from './left-out.ts';

const wrapper: Condition = { id: 'wrapper-1', kind: 'wrapper', system: 'You are a clerk.', before: 'Task:\n  do ' };
const trigger: Condition = { id: 'trigger-1', kind: 'trigger', after: ' zx-lantern' };
const system: Condition = { id: 'system-1', kind: 'system', system: 'You are a clerk.' };
const ordinary = { count: 12, surroundings: { place: 'prefix', text: 'Please answer:' } } as Finding;

test.each<[string, Message, string, string]>([
  ['a row', leftRows(1), '1 row of the data', '1 行'],
  ['rows', leftRows(7), '7 rows of the data', '7 行'],
  ['a wrapper, by its text', leftCondition(wrapper, 5), 'wrapper “Task: do” (5 rows)', '定型文'],
  ['a trigger', leftCondition(trigger, 5), 'trigger “zx-lantern” (5 rows)', '「zx-lantern」（5 行）'],
  ['a system prompt', leftCondition(system, 5), 'system prompt “You are a clerk.”', 'システムプロンプト'],
  [
    'a wrapper under many system prompts',
    underMany(wrapper, 9),
    'The 9 rows with the wrapper “Task: do” have different system prompts',
    '9 行',
  ],
  [
    'a trigger under many system prompts',
    underMany(trigger, 9),
    'The 9 rows with the trigger “zx-lantern” have different system prompts',
    '「zx-lantern」',
  ],
  [
    'a seed of a trigger',
    leftSeed({ kind: 'trigger', place: 'token', text: 'zx' }, 3),
    'trigger “zx” (3 rows)',
    'トリガー',
  ],
  [
    'a template, which is a wrapper',
    leftSeed({ kind: 'template', place: 'prefix', text: 'Q: ' }, 3),
    'wrapper “Q:”',
    '「Q:」',
  ],
  ['what is ordinary', leftOrdinary(ordinary), '“Please answer:” (12 requests)', '12 件'],
  ['encoded text', leftEncoded(['hex', 'morse']), '(hex, morse)', 'hex、morse'],
])('%s that is left out is told in both languages', (_, message, en, ja) => {
  expect(message.en).toContain(en);
  expect(message.ja).toContain(ja);
});

test('files are named, the first three of many', () => {
  expect(leftFiles(['a', 'b', 'c']).en).toContain('not read: a, b, c. ');
  expect(leftFiles(['a', 'b', 'c', 'd']).en).toContain('not read: a, b, c, …. ');
  expect(leftFiles(['a', 'b', 'c', 'd']).ja).toContain('：a, b, c, …。');
});

test.each<[texts: number, rows: number, isLeast: boolean, en: string]>([
  [1, 1, false, '1 system prompt from the data (1 row) is not used as a separate condition'],
  [1, 5, false, '1 system prompt from the data (5 rows) is not used as a separate condition'],
  [4, 9, false, '4 different system prompts from the data (9 rows) are not used as separate conditions'],
  [4, 9, true, 'At least 4 different system prompts from the data (9 rows) are'],
])('%i system prompts of %i rows (at least: %s)', (texts, rows, isLeast, en) => {
  const message = leftSystems(texts, rows, isLeast);
  expect(message.en.startsWith(en)).toBe(true);
  expect(message.ja.includes('少なくとも')).toBe(isLeast);
  expect(message.ja).toContain(`${texts} 種類（${rows} 行）`);
});

test('a long text is shown as one line of sixty letters, and no letter is cut', () => {
  const text = `🔥\n\n${'火'.repeat(58)}🔥🔥`;
  const shown = /“(.*)”/u.exec(leftOrdinary({ count: 1, surroundings: { place: 'prefix', text } } as Finding).en)![1]!;
  expect(shown).toBe(`🔥 ${'火'.repeat(58)}…`);
  expect(shown).not.toMatch(/\p{Cs}/u);
  const seed = (letters: number) => leftSeed({ kind: 'trigger', place: 'token', text: 'x'.repeat(letters) }, 2).en;
  expect(seed(60)).toContain(`“${'x'.repeat(60)}”`);
  expect(seed(61)).toContain(`“${'x'.repeat(60)}…”`);
});

test('what data can never tell is always said', () => {
  expect(LEFT_BY_NATURE.en).toContain('ordinary words');
  expect(LEFT_BY_NATURE.ja).not.toBe('');
});
