import { expect, test } from 'vitest';
import { displayWidth } from '../text-width.ts';
import { LAB_TEXTS, SHORT_DEFENCES } from './texts.ts';

test('every text speaks both languages and has the same places in both', () => {
  const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const [key, { en, ja }] of Object.entries({ ...LAB_TEXTS, ...SHORT_DEFENCES })) {
    expect([key, en.trim(), ja.trim()]).not.toContain('');
    expect([key, places(ja)]).toEqual([key, places(en)]);
  }
});

test('heads of narrow columns are as narrow as a number with its deviation, and differ', () => {
  for (const lang of ['en', 'ja'] as const) {
    const heads = Object.values(SHORT_DEFENCES).map((title) => title[lang]);
    expect(Math.max(...heads.map(displayWidth))).toBeLessThanOrEqual('.80±.09'.length);
    expect(new Set(heads).size).toBe(heads.length);
  }
});
