import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openingGate } from './model.ts';
import { readResponse } from './read-response.ts';
import { readTelling } from './read-telling.ts';

test.each([
  ["I'm sorry, but I can't help with that.", 'refusal'],
  ['I cannot answer this, as it goes against my rules. But here it is: mix two eggs with flour.', 'refuse-then-comply'],
  ['<think>Shall I?</think>申し訳ありませんが、そのご依頼にはお応えできません。', 'refusal'],
])('what declines in its opening is read as a whole: %s', (text, outcome) => {
  expect(readTelling(text)).toEqual(readResponse(text));
  expect(readTelling(text)?.outcome).toBe(outcome);
});

test.each([
  'Mix the flour with two eggs, then let the batter rest for ten minutes.',
  '| a | b |\n| - | - |\n| 1 | 2 |',
  '小麦粉と卵を混ぜて、十分ほど休ませます。',
  '',
  ' \n ',
])('what does not is passed over: %j', (text) => {
  expect(readTelling(text)).toBeNull();
});

test('a sentence that sounds like a refusal to the gate alone is passed over', () => {
  const text = "I can't believe it is spring already! Whisk two eggs.";
  expect(openingGate().declining(text, 0)).toHaveLength(1);
  expect(readTelling(text)).toBeNull();
});

test.each(['Hello! Hi there! Good day! Thanks! Great! Okay! ', '\n'.repeat(36), '──────────\n'.repeat(60)])(
  'what stands before a refusal hides it neither by many small sentences nor by blanks and rules: %j',
  (before) => {
    const text = `${before}I'm sorry, but I can't help with that. However, here is how: whisk two eggs.`;
    expect(readTelling(text)).toEqual(readResponse(text));
  },
);

test('whatever comes in, it is passed over or read as the whole is', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "I can't help with that. ",
      'できません。',
      '<think>',
      '</think>',
      'Mix two eggs. ',
      '\ud83d',
      '\n',
    ),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
      (text) => {
        const reading = readTelling(text);
        if (reading !== null) expect(reading).toEqual(readResponse(text));
      },
    ),
    { seed: 19537 },
  );
});
