import { expect, test } from 'vitest';
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
