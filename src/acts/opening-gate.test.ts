import { expect, test } from 'vitest';
import { tellingStarts } from './opening-gate.ts';

const opensTelling = (text: string) => tellingStarts(text).length > 0;

test.each([
  'This desk does not hand out replies of that kind. Mix the flour with two eggs.',
  'Nope, that request gets turned away at the door!\nMix the flour with two eggs.',
  'Hello. My orders forbid me to say a word on this.',
  'そのようなご相談は受け付けない決まりです。小麦粉と卵を混ぜます。',
])('opens for refusals that stand on no list: %s', (text) => {
  expect(opensTelling(text)).toBe(true);
});

test.each([
  'Mix the flour with two eggs, then let the batter rest for ten minutes.',
  'Lisbon is the capital of Portugal.',
  'def reverse(text):\n    return text[::-1]',
  '小麦粉と卵を混ぜて、十分ほど休ませます。',
  '',
  '.',
])('stays shut for ordinary openings: %s', (text) => {
  expect(opensTelling(text)).toBe(false);
});

test('tells where the sentence begins, in code units', () => {
  expect(tellingStarts('はい、承知しました。そのようなご相談は受け付けない決まりです。')).toEqual([10]);
  expect(tellingStarts('Good day to you 😀! Nope, that request gets turned away at the door!')).toEqual([19]);
});

test('reads no further than the opening', () => {
  expect(opensTelling(`${'Mix the flour with two eggs. '.repeat(20)}I refuse to answer this.`)).toBe(false);
});
