import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeBlock, literally, markdownList, markdownSection, markdownTable, paragraphs } from './markdown-parts.ts';

test('a table aligns texts left and numbers right', () => {
  expect(markdownTable(['a', 'b', 'c'], [['x', '1', '2']])).toBe('| a | b | c |\n| --- | ---: | ---: |\n| x | 1 | 2 |');
  expect(markdownTable(['a', 'b'], [['x', 'y']], { left: 2 })).toContain('| --- | --- |');
  expect(markdownTable(['a'], [])).toBe('');
});

test('empty parts leave no trace', () => {
  expect(paragraphs(['', 'a', '', 'b', ''])).toBe('a\n\nb');
  expect(markdownSection('Title', ['a', '', 'b'])).toBe('## Title\n\na\n\nb');
  expect(markdownSection('Title', ['', ''])).toBe('');
  expect(codeBlock([])).toBe('');
  expect(codeBlock(['x', 'y'])).toBe('```text\nx\ny\n```');
  expect(codeBlock(['x'], 'sh')).toBe('```sh\nx\n```');
  expect(markdownList(['a', 'b'])).toBe('- a\n- b');
});

test.each([
  ['<b>', '&lt;b&gt;'],
  ['a & b', 'a &amp; b'],
  ['&lt;', '&amp;lt;'],
  ['*a* _b_ ~c~ `d`', '\\*a\\* \\_b\\_ \\~c\\~ \\`d\\`'],
  ['[x](y)', '\\[x\\](y)'],
  ['a|b\\', 'a\\|b\\\\'],
  ['a\n\n# b\t\u3000c', 'a # b c'],
  ['@team', '@\u200bteam'],
])('%j is written as %j', (text, written) => {
  expect(literally(text)).toBe(written);
});

test('no text opens an element, breaks a table or a line, or calls a person', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('<', '>', '|', '\\', '\n', '@', '`', 'a', ' ') }), (text) => {
      expect(literally(text)).not.toMatch(/[<>\n]|@(?!\u200b)|(?<!\\)(?:\\\\)*[|`]/);
    }),
  );
});
