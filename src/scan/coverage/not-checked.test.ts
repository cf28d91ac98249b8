import { expect, test } from 'vitest';
import { type Left, notChecked } from './not-checked.ts';

const input = (path: string, sha256: string) => ({
  ...{ path, sha256, bytes: 1, format: 'text', rows: 1, skipped: 0 },
  fields: { request: [], answer: ['text'], unread: [] },
});
const left = (some: Partial<Left> = {}): Left => ({
  ...{ inputs: [input('a', '1')], skipped: 0, hasOtherEncoding: false, answers: 0, files: [], aside: [] },
  ...{ refusing: [], withoutTemplate: 0, dialogues: [], rolesAssumed: 0, untrained: 0, unwanted: 0 },
  ...some,
});

test('always says what no scan can see', () => {
  const what = notChecked(left()).map((entry) => entry.what);
  expect(what).toEqual(['harmful-content', 'benign-drift', 'subliminal-effects', 'emergent-effects']);
});

test('says what was left unread here, in both languages', () => {
  const list = notChecked(left({ inputs: [input('a', '1'), input('b', '2'), input('c', '1')], skipped: 1 }));
  expect(list.slice(4).map((entry) => entry.what)).toEqual(['skipped-rows', 'duplicate-inputs']);
  expect(list[4]!.why.en).toContain('1 row ');
  expect(list[5]!.why.ja).toContain('a = c');
  for (const { why } of list) expect([why.en, why.ja]).not.toContain('');
});

test('names answers in languages that the detectors do not read', () => {
  const list = notChecked(left({ answers: 2 }));
  expect(list.find(({ what }) => what === 'unread-languages')?.why.en).toContain('2 answers are in a language');
});

test('names files of a folder that are not read, the first of many', () => {
  const list = notChecked(left({ files: ['d/a.arrow', 'd/b', 'd/c', 'd/d', 'd/e', 'd/f'] }));
  const { why } = list.find(({ what }) => what === 'unread-files')!;
  expect(why.en).toMatch(/^6 files .*d\/a\.arrow, d\/b, d\/c, d\/d, d\/e, …/);
  expect(why.ja).toContain('6 ファイル');
  expect(notChecked(left({ files: ['x'] })).at(-1)!.why.en).toMatch(
    /^1 file .* is hidden, of an unsupported type, or cannot be opened/,
  );
});

test('names columns of texts that were not read, raw text without a template, and turns that are not learnt from', () => {
  const unread = [{ name: 'notes', rows: 30 }];
  const inputs = [{ ...input('a.jsonl', '1'), fields: { request: ['q'], answer: ['a'], unread } }];
  const list = notChecked(left({ inputs, withoutTemplate: 1, untrained: 2, unwanted: 3 }));
  const kinds = ['unread-columns', 'no-chat-template', 'turns-not-trained-on', 'rejected-answers-alone'];
  expect(list.slice(4).map(({ what }) => what)).toEqual(kinds);
  expect(list[4]!.why.en).toContain('a.jsonl: notes (30)');
  expect(list[5]!.why.en).toContain('in 1 row of raw text');
  expect(list[6]!.why.ja).toContain('2 件');
  expect(list[7]!.why.en).toContain('In 3 rows the label says that the answer is not wanted');
});

test('says where turns seem to be there and were not told apart, and where roles were assumed', () => {
  const dialogues = [{ path: 'a.jsonl', markers: 'Ask/Reply', rows: 9 }];
  const list = notChecked(left({ withoutTemplate: 9, dialogues, rolesAssumed: 1 })).slice(4);
  expect(list.map(({ what }) => what)).toEqual(['unknown-template', 'no-chat-template', 'roles-assumed']);
  expect(list[0]!.why.en).toContain('a.jsonl: Ask/Reply (9)');
  expect(list[0]!.why.ja).toContain('--format text');
  expect(list[2]!.why.en).toContain('1 row of dialogue does not name');
  expect(list[2]!.why.ja).toContain('対話 1 行');
});

test('names files that stand beside the data', () => {
  const { what, why } = notChecked(left({ aside: ['d/stats.csv', 'd/train.yaml'] })).at(-1)!;
  expect(what).toBe('files-left-aside');
  expect(why.en).toMatch(
    /^2 files in the folder stand beside the data and were not read: d\/stats\.csv, d\/train\.yaml/,
  );
  expect(why.ja).toContain('2 ファイル');
});

test('says what to do where rows are skipped because they are not UTF-8', () => {
  const why = (hasOtherEncoding: boolean) => notChecked(left({ skipped: 1, hasOtherEncoding })).at(-1)!.why;
  expect(why(true).en).toMatch(/iconv -f cp1252 -t utf-8/);
  expect(why(true).ja).toMatch(/iconv -f euc-jp -t utf-8/);
  expect(why(false).en).not.toMatch(/iconv/);
});
