import { expect, test } from 'vitest';
import { COMPARISON_TEXTS, NOT_JUDGED_TEXTS } from './texts.ts';

test('every text speaks both languages and has the same places in both', () => {
  const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const texts of [COMPARISON_TEXTS, NOT_JUDGED_TEXTS]) {
    for (const [key, { en, ja }] of Object.entries(texts)) {
      expect([key, en.trim(), ja.trim()]).not.toContain('');
      expect([key, places(ja)]).toEqual([key, places(en)]);
    }
  }
});
