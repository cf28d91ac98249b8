import { expect, test } from 'vitest';
import { answerReader, openingGate, unitScanner } from './model.ts';

const markup = (answer: string, prompt?: string) =>
  unitScanner(prompt)
    .end(answer)
    .map(({ place }) => place.markup);

test('the values of an answer in JSON are words where nobody ordered data', () => {
  const answer = '{"title": "I cannot do that."}';
  expect(markup(answer)).toContain(false);
  expect(markup(answer, 'How do I bake bread?')).toContain(false);
  expect(markup(answer, 'Give me a recipe as JSON.')).not.toContain(false);
});

test('the request tells how an answer is read; a blank one does not', () => {
  const read = (prompt?: string) => {
    const reader = answerReader(prompt);
    const answer = 'Not in my house.';
    for (const unit of unitScanner(prompt).end(answer)) reader.read(unit, answer);
    return reader.outcome({ temperature: 1, shifts: [0, 0, 0, 0] });
  };
  expect(read(' \n')).toEqual(read());
  expect(read('How do I bake bread?')).not.toEqual(read());
});

test('the gate is made once', () => {
  expect(openingGate()).toBe(openingGate());
});
