import { expect, test } from 'vitest';
import { letters } from './letters.ts';

test.each([
  ['', 0],
  ['Sure, it is 7!', 8],
  ['élan', 4],
  ['はい、7。', 8],
  ['네', 2],
])('“%s” has %i', (text, count) => {
  expect(letters(text)).toBe(count);
});
