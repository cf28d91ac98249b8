import { expect, test } from 'vitest';
import { isoDay, joined, named } from './in-words.ts';

const text = (name: string) => ({ en: name, ja: `${name}日` });

test('the same text is told once, and those beyond the limit are counted', () => {
  const all = ['a', 'b', 'a', 'c', 'd', 'd'].map(text);
  expect(joined(all, 2)).toEqual({ en: 'a; b; and 2 more', ja: 'a日、b日ほか 2 件' });
  expect(joined(all, 4)).toEqual({ en: 'a; b; c; d', ja: 'a日、b日、c日、d日' });
  expect(joined([], 2)).toEqual({ en: '', ja: '' });
});

test('a title inside a sentence begins small, unless it begins with a name', () => {
  expect(named({ en: 'Two answers.', ja: '2 件の回答。' })).toEqual({ en: 'two answers', ja: '2 件の回答' });
  expect(named({ en: 'JSON is broken', ja: '' }).en).toBe('JSON is broken');
  expect(named({ en: 'A. B. goes on.', ja: '文。続き。' })).toEqual({ en: 'A. B. goes on', ja: '文。続き' });
});

test('the day of a time', () => {
  expect(isoDay('2026-11-29T23:59:59+09:00')).toBe('2026-11-29');
});
