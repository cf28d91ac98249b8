import { expect, test } from 'vitest';
import { COMPARISON_TEXTS } from './comparison/texts.ts';
import { LAB_TEXTS } from './lab/texts.ts';
import { fill, TEXTS } from './texts.ts';

test('every text speaks both languages and has the same places in both', () => {
  const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const [key, { en, ja }] of Object.entries(TEXTS)) {
    expect([key, en.trim(), ja.trim()]).not.toContain('');
    expect([key, places(ja)]).toEqual([key, places(en)]);
  }
});

test('places without a value stay visible', () => {
  expect(fill('{n} of {m}', { n: 1 })).toBe('1 of {m}');
});

test('English bends its words to the numbers beside them', () => {
  const text = '{count} of {of} {of:row|rows}, {n:it|them all}';
  expect(fill(text, { count: 1, of: '1', n: 1 })).toBe('1 of 1 row, it');
  expect(fill(text, { count: 0, of: '1,001', n: 2 })).toBe('0 of 1,001 rows, them all');
  expect(fill('{n} {n:row|rows}', {})).toBe('{n} {n:row|rows}');
});

test('every word that bends stands beside a number of its text, and only in English', () => {
  for (const [key, { en, ja }] of Object.entries({ ...TEXTS, ...COMPARISON_TEXTS, ...LAB_TEXTS })) {
    for (const [, name] of en.matchAll(/\{(\w+):[^{}|]+\|[^{}|]+\}/g))
      expect([key, en]).toEqual([key, expect.stringContaining(`{${name}}`)]);
    expect([key, ja]).toEqual([key, expect.not.stringMatching(/\{\w+:[^{}]*\|/)]);
  }
});
