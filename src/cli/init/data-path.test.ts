import { expect, test } from 'vitest';
import { pathFault } from './data-path.ts';

test.each(['data/', 'my data.jsonl', '学習.jsonl', "it's", 'a*.jsonl', './-', 'https'])('takes %j', (path) => {
  expect(pathFault(path)).toBeNull();
});

test.each(['', '  ', '-', '--force', 'a\nb', 'a\tb', 'a\u0085b', 'a\u2028b', '\u001b[31m'])('refuses %j', (path) => {
  expect(pathFault(path)).toEqual({ en: expect.any(String), ja: expect.any(String) });
});
