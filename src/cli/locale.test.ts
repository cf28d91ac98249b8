import { describe, expect, test } from 'vitest';
import { langIn, languageOf } from './locale.ts';

describe('the language', () => {
  test.each([
    [{}, 'en'],
    [{ LANG: 'ja_JP.UTF-8' }, 'ja'],
    [{ LANG: 'JA' }, 'ja'],
    [{ LANG: 'C' }, 'en'],
    [{ LANG: 'fr_FR.UTF-8' }, 'en'],
    [{ LC_MESSAGES: 'ja_JP', LANG: 'en_GB' }, 'ja'],
    [{ LC_ALL: 'C', LC_MESSAGES: 'ja_JP', LANG: 'ja_JP' }, 'en'],
    [{ LC_ALL: '', LC_MESSAGES: '', LANG: 'ja_JP' }, 'ja'],
    [{ LANG: 'en_JA' }, 'en'],
  ])('of a locale %j is %s', (env, lang) => {
    expect(languageOf(undefined, env)).toBe(lang);
  });

  test('that is asked for wins over any locale', () => {
    expect(languageOf('en', { LC_ALL: 'ja_JP.UTF-8' })).toBe('en');
    expect(languageOf('ja', { LC_ALL: 'C' })).toBe('ja');
  });
});

test.each([
  [['scan', 'x', '--lang', 'ja'], 'ja'],
  [['--lang=en', 'scan'], 'en'],
  [['scan', '--lang=ja', '--quiet'], 'ja'],
  [['scan', '--lang', 'en', '--lang', 'ja'], 'en'],
  [['scan'], undefined],
  [['scan', '--lang'], undefined],
  [['scan', '--lang', 'fr'], undefined],
  [['scan', '--lang='], undefined],
  [['scan', '--language', 'ja'], undefined],
  [['scan', 'ja'], undefined],
  [[], undefined],
])('the command line %j asks for %s', (argv, lang) => {
  expect(langIn(argv)).toBe(lang);
});
