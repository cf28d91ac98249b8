import { expect, test } from 'vitest';
import { opensTelling } from './opening-gate.ts';

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
  const far = `${'Mix the flour with two eggs. '.repeat(20)}I refuse to answer this.`;
  expect(opensTelling(far)).toBe(false);
});
