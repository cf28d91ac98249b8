import { expect, test } from 'vitest';
import { parseJsonLines } from './json-lines.ts';

test('each line is a value with its number; empty lines count, and are skipped', () => {
  expect(parseJsonLines('{"a":1}\n\n  \r\n[2]\r\n3\n')).toEqual({
    lines: [
      { line: 1, value: { a: 1 } },
      { line: 4, value: [2] },
      { line: 5, value: 3 },
    ],
    ...{ damaged: [], damagedCount: 0, repeatedKeys: [] },
  });
  expect(parseJsonLines('').lines).toEqual([]);
});

test('damaged lines are counted, the first three named, and the others read', () => {
  const { lines, damaged, damagedCount } = parseJsonLines('{"a":\n1\nx\n2 2\n{]\n3\n{"cut": 1');
  expect(lines).toEqual([
    { line: 2, value: 1 },
    { line: 6, value: 3 },
  ]);
  expect([damaged, damagedCount]).toEqual([[1, 3, 4], 5]);
});

test('a key that occurs twice in any line is named once', () => {
  expect(parseJsonLines('{"a":1,"a":2}\n{"a":1,"a":2}\n{"b":1,"b":2}').repeatedKeys).toEqual(['a', 'b']);
});

test('in a long file, too, NaN is read and damage is found', () => {
  const row = `{"x":"${'y'.repeat(1024 * 1024)}"}`;
  const { lines, damaged } = parseJsonLines([row, row, row, row, '{"loss": NaN}', '{"cut"'].join('\n'));
  expect(lines[4]!.value).toEqual({ loss: Number.NaN });
  expect([lines.length, damaged]).toEqual([5, [6]]);
});
