import { expect, test } from 'vitest';
import { answerStart } from './answer-start.ts';

test.each([
  ['<think>\nEggs, flour, milk.\n</think>\n\n|Whisk the eggs.'],
  ['  <reasoning>a</reasoning><think>b</think>|c'],
  ['◁think▷a◁/think▷|b'],
  ['nobody opened this\n</think>\n|Whisk the eggs.'],
  ['<|channel|>analysis<|message|>eggs<|channel|>final<|message|>|Whisk them.'],
  ['<think>never closed|'],
  ['|Whisk the eggs. <think>are there any?</think> Fry them.'],
  ['|<p>Whisk</p>'],
  ['|a < b'],
  ['|'],
])('%s', (marked) => {
  const at = marked.indexOf('|W') + 1 || marked.lastIndexOf('|') + 1;
  const text = marked.slice(0, at - 1) + marked.slice(at);
  expect(answerStart(text)).toBeLessThanOrEqual(at - 1);
  expect(text.slice(answerStart(text), at - 1).trim()).toBe('');
});
