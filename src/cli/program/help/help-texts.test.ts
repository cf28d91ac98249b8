import { describe, expect, test } from 'vitest';
import { HELP } from './help-texts.ts';

const FLAGS = /(?<![\w-])--[a-z][a-z-]+|\b[A-Z]+_[A-Z_]+\b/g;
const namedIn = (text: string) => new Set(text.match(FLAGS));

describe.each(Object.entries(HELP))('%s', (_, { en, ja }) => {
  test('is there in both languages, each in its own script', () => {
    expect(en.trim()).toBe(en);
    expect(ja.trim()).toBe(ja);
    expect(en).not.toMatch(/[\p{sc=Hiragana}\p{sc=Katakana}]/u);
    expect(ja).toMatch(/[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u);
  });

  test('names the same flags and variables in both', () => {
    expect(namedIn(ja)).toEqual(namedIn(en));
  });
});
