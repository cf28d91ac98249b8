import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Message } from './message.ts';
import { filled, japaneseBy } from './twin.ts';

test('places are filled with their values, as often as they occur', () => {
  expect(filled('{a} of {b}, {a}', { a: 1, b: '{a}' })).toBe('1 of {a}, 1');
  expect(filled('no place', {})).toBe('no place');
});

const TEMPLATES: readonly Message[] = [
  { en: 'not text', ja: '文字列ではありません' },
  { en: '{n} rows (of {of}).', ja: '{of} 行中 {n} 行。' },
  { en: 'the prompt: {reason}', ja: 'プロンプト：{reason}' },
];

test.each([
  ['not text', '文字列ではありません'],
  ['3 rows (of 10).', '10 行中 3 行。'],
  // What stands in {reason} is a text of its own.
  ['the prompt: not text', 'プロンプト：文字列ではありません'],
  ['the prompt: the prompt: not text', 'プロンプト：プロンプト：文字列ではありません'],
  ['the prompt: other', 'プロンプト：other'],
  ['the prompt: a\nb', 'プロンプト：a\nb'],
  ['other', 'other'],
  ['', ''],
  // A full stop is one, and a template is the whole text.
  ['3 rows (of 10)!', '3 rows (of 10)!'],
  ['is not text', 'is not text'],
])('%j in Japanese is %j', (english, japanese) => {
  expect(japaneseBy(TEMPLATES)(english)).toBe(japanese);
});

test('whatever fills the places comes back in Japanese', () => {
  const value = fc.string().filter((text) => !/[\n\r\u2028\u2029]/.test(text) && !text.includes(' rows (of '));
  fc.assert(
    fc.property(value, fc.nat(), (n, of) => {
      expect(japaneseBy(TEMPLATES)(filled(TEMPLATES[1]!.en, { n, of }))).toBe(filled(TEMPLATES[1]!.ja, { n, of }));
    }),
  );
});
