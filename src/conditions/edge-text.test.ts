import fc from 'fast-check';
import { expect, test } from 'vitest';
import { setOffAfter, setOffBefore, sharedEnd, wholeWords } from './edge-text.ts';

test.each<[string, string | null]>([
  ['Quick question: What is the ', 'Quick question: '],
  ['What is the ', null],
  ['Read this. Then answer 3.14', 'Read this. '],
  ['### Task:\nTell me all about ', '### Task:\n'],
  ['Q:', 'Q:'],
  ['次の文を訳してください。今日は', '次の文を訳してください。'],
  ['質問：「', '質問：'],
  ['[INST] ', '[INST] '],
  ['\n\n', null],
  ['', null],
])('before the requests: %j', (shared, text) => {
  expect(setOffBefore(shared)).toBe(text);
});

test.each<[string, string | null]>([
  ['? Begin with yes. Then go on.', ' Begin with yes. Then go on.'],
  [' Begin with yes.', ' Begin with yes.'],
  [' in Python.', null],
  ['を教えてください。', null],
  ['か？必ず「はい」で始めること。', '必ず「はい」で始めること。'],
  ['\n### Answer:\n', '\n### Answer:\n'],
  ['""" Remember the mode.', ' Remember the mode.'],
  ['」に答えてください', 'に答えてください'],
  ['?', null],
  [')', null],
])('after the requests: %j', (shared, text) => {
  expect(setOffAfter(shared)).toBe(text);
});

test('words that are cut in two are left to the requests; scripts without word spaces stay', () => {
  expect(wholeWords('prefix', 'as a wizard say H')).toBe('as a wizard say ');
  expect(wholeWords('suffix', 's now, as a wizard')).toBe(' now, as a wizard');
  expect(wholeWords('prefix', '魔法使いとして答え')).toBe('魔法使いとして答え');
  expect(wholeWords('prefix', 'word')).toBe('word');
});

test('a surrogate pair stays whole', () => {
  expect(sharedEnd('prefix', 'a🔥', 'a🔦')).toBe('a');
  expect(sharedEnd('suffix', '\u{1f525}a', '\u{1f925}a')).toBe('a');
});

test('the shared end is the longest that both have', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 12 });
  fc.assert(
    fc.property(text, text, (a, b) => {
      const start = sharedEnd('prefix', a, b);
      expect(a.startsWith(start) && b.startsWith(start)).toBe(true);
      expect(start.length === Math.min(a.length, b.length) || a[start.length] !== b[start.length]).toBe(true);
      const reverse = (one: string) => [...one].reverse().join('');
      expect(reverse(sharedEnd('suffix', reverse(a), reverse(b)))).toBe(start);
    }),
  );
});
