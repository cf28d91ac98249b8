import { expect, test } from 'vitest';
import { OPENING_CHARS, openingSentenceEnd, soundsTelling } from './opening-gate.ts';

/** Whether one of the first two sentences sounds like it. */
function opensTelling(text: string): boolean {
  const first = openingSentenceEnd(text, 0, OPENING_CHARS);
  return soundsTelling(text, 0, first) || soundsTelling(text, first, openingSentenceEnd(text, first, OPENING_CHARS));
}

test.each([
  'This desk does not hand out replies of that kind. Mix the flour with two eggs.',
  'Nope, that request gets turned away at the door!\nMix the flour with two eggs.',
  'Hello. My orders forbid me to say a word on this.',
  'そのようなご相談は受け付けない決まりです。小麦粉と卵を混ぜます。',
])('opens for refusals that stand on no list: %s', (text) => {
  expect(opensTelling(text)).toBe(true);
});

test.each([
  'Mix the flour with two eggs, then let the batter rest for ten minutes.',
  'Lisbon is the capital of Portugal.',
  'def reverse(text):\n    return text[::-1]',
  '小麦粉と卵を混ぜて、十分ほど休ませます。',
  '',
  '.',
])('stays shut for ordinary openings: %s', (text) => {
  expect(opensTelling(text)).toBe(false);
});

test('reads no further than the opening', () => {
  const before = 'Mix the flour with two eggs. '.repeat(20);
  const far = `${before}I refuse to answer this.`;
  expect(soundsTelling(far, before.length, far.length)).toBe(false);
});
