import { describe, expect, test } from 'vitest';
import { KINDS, SPACE, tokenEnd, WORD } from '../text/tokens.ts';
import { HINDI_WORDS, OTHER_DEVANAGARI_WORDS, OTHER_WORDS, READ_WORDS } from './function-words.ts';

const LISTS = Object.entries({ ...READ_WORDS, ...OTHER_WORDS, hi: HINDI_WORDS, devanagari: OTHER_DEVANAGARI_WORDS });

/** Returns the words of a text, as language detection sees them. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (let i = 0; i < text.length; ) {
    const kind = KINDS[text.charCodeAt(i)]!;
    const end = kind === SPACE ? i + 1 : tokenEnd(text, i, kind);
    if (kind === WORD) words.push(text.slice(i, end));
    i = end;
  }
  return words;
}

describe.each(LISTS)('the words of %s', (_, list) => {
  test('are found as they stand: lower case, composed, one token each, none twice', () => {
    const words = list.split(' ');
    expect(words).toEqual(wordsOf(list));
    expect(words.filter((word) => word !== word.toLowerCase())).toEqual([]);
    expect(words.filter((word) => word !== word.normalize('NFC'))).toEqual([]);
  });
});

test('no language stands both among those that are read and among the others', () => {
  expect(Object.keys(READ_WORDS).filter((code) => code in OTHER_WORDS)).toEqual([]);
});

test('every language has words that no language that is read shares with it', () => {
  for (const [code, list] of Object.entries({ ...READ_WORDS, ...OTHER_WORDS })) {
    const others = new Set(
      Object.entries(READ_WORDS).flatMap(([other, words]) => (other === code ? [] : words.split(' '))),
    );
    const own = list.split(' ').filter((word) => !others.has(word));
    expect(own.length, code).toBeGreaterThan(2);
  }
});
