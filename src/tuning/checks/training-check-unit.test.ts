import { expect, test } from 'vitest';
import { cannotTell, consistent, doubtful, inconsistent, shortDigest, shownValue } from './training-check-unit.ts';

const SAID = { en: 'said', ja: '記載' };
const VALUES = { expected: 1 / 3, found: 1_234_567, sources: ['a', 'b', 'a'] };

test('two values are shown for people, and each source once', () => {
  const shown = { detail: SAID, expected: '0.3333', found: '1234567', sources: ['a', 'b'] };
  expect(consistent(SAID, VALUES)).toEqual({ state: 'consistent', ...shown });
  expect(inconsistent(SAID, VALUES)).toEqual({ state: 'inconsistent', ...shown });
  // An honest run may have them, so that the history does not pass.
  expect(doubtful(SAID, VALUES)).toEqual({ state: 'cannot-tell', ...shown });
});

test('what cannot be told has no values', () => {
  const none = { state: 'cannot-tell', detail: SAID, expected: null, found: null };
  expect(cannotTell(SAID)).toEqual({ ...none, sources: [] });
  expect(cannotTell(SAID, ['a', 'a'])).toEqual({ ...none, sources: ['a'] });
});

test.each<[string | number, string]>([
  ['≥ 1', '≥ 1'],
  [0, '0'],
  [12_345, '12345'],
  [12_345.6, '12350'],
  [0.000012345678, '0.00001235'],
  [-1.5, '-1.5'],
  [Number.NaN, 'NaN'],
])('%j is shown as %s', (value, shown) => expect(shownValue(value)).toBe(shown));

test('of a digest sixteen digits are shown', () => {
  expect(shortDigest(`0123456789abcdef${'0'.repeat(48)}`)).toBe('sha256:0123456789abcdef…');
});
