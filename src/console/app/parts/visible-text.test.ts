import { expect, test } from 'vitest';
import { languageOf, visibleText } from './visible-text.ts';

test.each([
  ['turns of direction', 'a\u202eb', 'a⟨U+202E⟩b'],
  ['tags', 'a\u{e0041}', 'a⟨U+E0041⟩'],
  ['zero width', 'a\u200bb', 'a⟨U+200B⟩b'],
  ['half a character', 'a\ud800', 'a⟨U+D800⟩'],
  ['lines, tabs, emoji of several parts, combining marks', 'a\n\tが\u0301👩\u200d🌾', 'a\n\tが\u0301👩\u200d🌾'],
])('%s', (_, text, shown) => {
  expect(visibleText(text)).toBe(shown);
});

test('kana tell Japanese; ideographs alone tell nothing', () => {
  expect([languageOf('答えられません'), languageOf('안녕'), languageOf('拒否'), languageOf('no')]).toEqual([
    'ja',
    'ko',
    undefined,
    undefined,
  ]);
});
