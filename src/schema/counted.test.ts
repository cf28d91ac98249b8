import { expect, test } from 'vitest';
import { counted, plural } from './counted.ts';

test.each([
  [0, '0 rows'],
  [1, '1 row'],
  [2, '2 rows'],
  [21, '21 rows'],
  ['1', '1 row'],
  ['1,001', '1,001 rows'],
])('%s is counted in English', (count, told) => {
  expect(counted(count, 'row')).toBe(told);
});

test('a form that is not made with an "s" is given', () => {
  expect([1, 2].map((count) => counted(count, 'reply', 'replies'))).toEqual(['1 reply', '2 replies']);
  expect([1, 2].map((count) => plural(count, 'is', 'are'))).toEqual(['is', 'are']);
});
