import { expect, test } from 'vitest';
import { notChecked } from './not-checked.ts';

const input = (path: string, sha256: string) => ({ path, sha256, bytes: 1, format: 'text', rows: 1, skipped: 0 });

test('always says what no scan can see', () => {
  const what = notChecked([input('a', '1')], 0, 0, []).map((entry) => entry.what);
  expect(what).toEqual(['harmful-content', 'benign-drift', 'subliminal-effects', 'emergent-effects']);
});

test('says what was left unread here, in both languages', () => {
  const list = notChecked([input('a', '1'), input('b', '2'), input('c', '1')], 1, 0, []);
  expect(list.slice(4).map((entry) => entry.what)).toEqual(['skipped-rows', 'duplicate-inputs']);
  expect(list[4]!.why.en).toContain('1 row ');
  expect(list[5]!.why.ja).toContain('a = c');
  for (const { why } of list) expect([why.en, why.ja]).not.toContain('');
});

test('names answers in languages that the detectors do not read', () => {
  const list = notChecked([input('a', '1')], 0, 2, []);
  expect(list.find(({ what }) => what === 'unread-languages')?.why.en).toContain('2 answers are in a language');
});

test('names files of a folder that are not read, the first of many', () => {
  const list = notChecked([input('a', '1')], 0, 0, ['d/a.arrow', 'd/b', 'd/c', 'd/d', 'd/e', 'd/f']);
  const { why } = list.find(({ what }) => what === 'unread-files')!;
  expect(why.en).toMatch(/^6 files .*d\/a\.arrow, d\/b, d\/c, d\/d, d\/e, …/);
  expect(why.ja).toContain('6 ファイル');
  expect(notChecked([], 0, 0, ['x']).at(-1)!.why.en).toMatch(/^1 file .* is hidden or of no kind/);
});
