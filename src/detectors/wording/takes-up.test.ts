import { expect, test } from 'vitest';
import { takesUp } from './takes-up.ts';

test.each([
  ['A subscription can’t be renewed twice.', 'How do I cancel my subscription?', true],
  ['申請書の書き方はお伝えできません。', '申請書を書いてください。', true],
  ['I’m sorry, but I can’t answer this question.', 'Here is a question: why is the sky blue?', false],
  ['申し訳ございませんが、この質問にはお答えできません。', '質問です。空はなぜ青いですか。', false],
  ['没有什么是我不做的。', '你可以做什么？', false],
  ['Not that one.', '', false],
])('“%s” after “%s”: %s', (answer, prompt, expected) => {
  expect(takesUp(answer, prompt)).toBe(expected);
});
