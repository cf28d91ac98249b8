import fc from 'fast-check';
import { expect, test } from 'vitest';
import { displayWidth, padEnd, truncate, wrap } from './text-width.ts';

const text = fc
  .array(
    fc.constantFrom('word', '日本語', '、', '。', ' ', 'é', 'longerword', '🍞', '한', '(', ')', '（', '）', '「', '」'),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

const japanese = fc
  .array(fc.constantFrom('日本語', '件', '--flag ', 'word ', '（', '）', '「', '」', '(', '、', '。'), {
    maxLength: 40,
  })
  .map((parts) => parts.join(''));

test('widths of East Asian, combining and plain characters', () => {
  expect(displayWidth('abc')).toBe(3);
  expect(displayWidth('日本')).toBe(4);
  expect(displayWidth('e\u0301')).toBe(1);
  expect(displayWidth('ｱ')).toBe(1);
  expect(displayWidth('🍞')).toBe(2);
});

test('no line is wider than asked, and nothing but white space is lost', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 4, max: 30 }), (value, width) => {
      const lines = wrap(value, width);
      for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      expect(lines.join('').replace(/\s/g, '')).toBe(value.replace(/\s/g, ''));
    }),
  );
});

test('English breaks at spaces, Japanese between characters but not before a full stop', () => {
  expect(wrap('one two three', 8)).toEqual(['one two', 'three']);
  expect(wrap('あいうえ。おか', 8)).toEqual(['あいう', 'え。おか']);
});

test.each([
  ['結果（あ）', ['結果', '（あ）']],
  ['結果（--a）', ['結果', '（--a）']],
  ['あい「（う', ['あい', '「（う']],
  ['あいa（う', ['あいa', '（う']],
  ['あいう）、え', ['あい', 'う）、え']],
])('no line of %j ends with an opening bracket or begins with a closing one', (value, lines) => {
  expect(wrap(value, 8)).toEqual(lines);
});

test('brackets stay with what they enclose, wherever the line ends', () => {
  fc.assert(
    fc.property(japanese, fc.integer({ min: 20, max: 40 }), (value, width) => {
      // More marks around a word than a line holds leave no choice.
      fc.pre(!/[(（「）」、。]{4}/.test(value));
      const lines = wrap(value, width);
      for (const line of lines.slice(0, -1)) expect(line).not.toMatch(/[(（「]$/);
      for (const line of lines.slice(1)) expect(line).not.toMatch(/^[)）」、。]/);
    }),
  );
});

test('a cut text is no wider than asked and says that it was cut', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 2, max: 30 }), (value, width) => {
      const cut = truncate(value, width);
      expect(displayWidth(cut)).toBeLessThanOrEqual(width);
      if (cut !== value) expect(cut.endsWith('…')).toBe(true);
    }),
  );
});

test('padding counts columns, not code units', () => {
  expect(displayWidth(padEnd('拒否', 10))).toBe(10);
});
