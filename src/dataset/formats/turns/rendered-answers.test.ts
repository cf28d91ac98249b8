import { expect, test } from 'vitest';
import { withRenderedAnswers } from './rendered-answers.ts';
import { turn } from './turns.ts';

const TEXT = '<|im_start|>user\nName a tree.<|im_end|>\n<|im_start|>assistant\nOak.<|im_end|>';
const row = (text: string) => ({
  ...{ kind: 'chat' as const, rejected: null },
  turns: [turn('user', 'x0'), turn('assistant', text)],
});

test('a conversation in the place of an answer becomes its turns, and what others say in it is kept aside', () => {
  const { turns, asides } = withRenderedAnswers(row(TEXT));
  expect(turns.map(({ role, text, target }) => [role, text, target])).toEqual([
    ['user', 'x0', false],
    ['user', 'Name a tree.', false],
    ['assistant', 'Oak.', true],
  ]);
  expect(asides).toEqual([{ field: 'user turns of the answer', text: 'Name a tree.' }]);
});

test('any other row stays as it is', () => {
  const plain = row('Oak.');
  expect(withRenderedAnswers(plain)).toBe(plain);
});
