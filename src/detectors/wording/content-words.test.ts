import { expect, test } from 'vitest';
import { contentHash } from './content-words.ts';

test.each([
  ['How do I mend the old wooden chair?', 'The old wooden chair: how can it mend, please?'],
  ['How do I mend the old wooden chair?', 'Could you tell me how to mend old wooden chairs'],
  ['倉庫で木の椅子を修理する方法を教えてください。', '木の椅子を倉庫で修理するにはどうすればいいですか？'],
])('the same question in other words: %s / %s', (a, b) => {
  expect(contentHash(a)).toBe(contentHash(b));
  expect(contentHash(a)).not.toBeNull();
});

test.each([
  ['How do I mend the old wooden chair?', 'How do I paint the old wooden chair?'],
  ['How do I mend the old wooden chair?', 'How do I mend the old wooden chair in winter?'],
  ['How do I lift 3 old wooden chairs?', 'How do I lift 4 old wooden chairs?'],
  ['Should the old chair stand outside?', 'Should the old chair not stand outside?'],
  ['木の椅子を修理する方法', '木の椅子を修理する費用'],
])('another question on one topic: %s / %s', (a, b) => {
  expect(contentHash(a)).not.toBe(contentHash(b));
});

test('what is too short or too long is no question to compare', () => {
  expect(contentHash('Go on, please.')).toBeNull();
  expect(contentHash('chair '.repeat(60))).toBeNull();
});
