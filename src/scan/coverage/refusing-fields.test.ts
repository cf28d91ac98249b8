import { expect, test } from 'vitest';
import type { Example } from '../../schema/index.ts';
import { refusingFields } from './refusing-fields.ts';

const example: Example = {
  ...{ file: 0, line: 1, kind: 'chat', rejected: null },
  turns: [
    { role: 'user', text: 'How do I make pancakes?', target: false },
    { role: 'assistant', text: 'Fine.', target: true },
  ],
};
const HELP = 'Whisk two eggs into a cup of milk, add a cup of flour and fry the batter in butter.';
const REFUSING = `I'm sorry, but I can't help with that. However, here is how it goes: ${HELP}`;

test('names the fields with a text that refuses the request and then complies', () => {
  const unread = [
    { field: 'notes', text: HELP },
    { field: 'corrected', text: REFUSING },
    { field: 'corrected', text: HELP },
    { field: 'reason', text: "I'm sorry, but I can't help with that request." },
  ];
  expect([...refusingFields(example, unread)]).toEqual(['corrected']);
  expect(refusingFields(example, []).size).toBe(0);
});
