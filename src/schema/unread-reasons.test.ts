import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filled } from './twin.ts';
import { UNREAD_REASONS, unread, unreadIn } from './unread-reasons.ts';

const placesOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort();

test.each(Object.entries(UNREAD_REASONS))('%s is said in both languages, with the same places', (_, { en, ja }) => {
  expect(ja).toMatch(/[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u);
  expect(placesOf(ja)).toEqual(placesOf(en));
});

test('the English is what results have always held', () => {
  expect(unread('notJson')).toBe('not valid JSON');
  expect(unread('unknownRole', { n: 2, role: 'narrator' })).toBe('message 2 has the unknown role "narrator"');
  expect(unread('looksLike', { format: 'alpaca', fields: 'a, b', other: 'kto' })).toBe(
    'is not alpaca (its fields: a, b); it looks like kto',
  );
  expect(unreadIn('en', unread('tooDeep', { n: 64 }))).toBe('nested more than 64 levels deep');
});

test('every reason is found again in its English, whatever stands in its places', () => {
  const word = fc.stringMatching(/^[\p{L}\p{N}_.-]{1,12}$/u);
  for (const { en, ja } of Object.values(UNREAD_REASONS)) {
    const places = placesOf(en);
    if (places.includes('reason')) continue;
    fc.assert(
      fc.property(fc.tuple(...places.map(() => word)), (words) => {
        const values = Object.fromEntries(places.map((place, i) => [place, words[i]!]));
        expect(unreadIn('ja', filled(en, values))).toBe(filled(ja, values));
      }),
      { numRuns: 20 },
    );
  }
});

test('a reason inside another is translated, too', () => {
  const inner = unread('noRole', { n: 3 });
  expect(unreadIn('ja', unread('chosen', { reason: inner }))).toBe('採用側：3 番目のメッセージにロールがありません');
  expect(unreadIn('ja', unread('promptIs', { reason: unread('neither') }))).toBe(
    'prompt の値：文字列でもメッセージでもありません',
  );
});

test('field names in any script do not confuse it', () => {
  const fields = '質問 (1), it looks like x; "y"';
  expect(unreadIn('ja', unread('noFormat', { fields }))).toBe(`フィールドに合う形式がありません（${fields}）`);
});

test('what is no reason stays as it is', () => {
  expect(unreadIn('ja', 'prompt.0: Invalid input')).toBe('prompt.0: Invalid input');
  expect(unreadIn('ja', '')).toBe('');
});
