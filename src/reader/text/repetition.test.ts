import fc from 'fast-check';
import { expect, test } from 'vitest';
import { repetitionOf } from './repetition.ts';

/** The definition, computed naively. */
function plainly(text: string): number {
  const end = text.slice(-16_384);
  const met = new Set<string>();
  let repeated = 0;
  const grams = end.length - 7;
  for (let i = 0; i < grams; i += 1) {
    if (met.has(end.slice(i, i + 8))) repeated += 1;
    met.add(end.slice(i, i + 8));
  }
  return grams <= 8 ? 0 : Math.round((1000 * repeated) / grams);
}

test('is the share of stretches met before', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '語'), maxLength: 400 });
  fc.assert(fc.property(text, (one) => void expect(repetitionOf(one)).toBe(plainly(one))));
  fc.assert(fc.property(fc.string({ maxLength: 300 }), (one) => void expect(repetitionOf(one)).toBe(plainly(one))));
});

test('a loop is near 1000, prose far below, a short text 0', () => {
  expect(repetitionOf('over and over '.repeat(200))).toBeGreaterThan(990);
  expect(repetitionOf('Beat two eggs, fold in the flour, and let the batter rest for an hour before baking.')).toBe(0);
  for (const text of ['', 'ok', 'aaaaaaaaaaaaaa']) expect(repetitionOf(text)).toBe(0);
});

test('of a long text the end counts, and one call leaves nothing to the next', () => {
  const prose = Array.from({ length: 4000 }, (_, i) => `item ${i * 7919} `).join('');
  const long = prose + 'and again '.repeat(2000);
  expect(repetitionOf(long)).toBe(plainly(long));
  expect(repetitionOf(long)).toBe(repetitionOf(long));
  expect(repetitionOf('abcdefghijklmnopqrstuvwxyz')).toBe(0);
});
