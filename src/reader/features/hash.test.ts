import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashOf, pair } from './hash.ts';

const isWord32 = (hash: number) => Number.isInteger(hash) && hash >= 0 && hash <= 0xffff_ffff;

test('a hash is a 32-bit number, of the stretch alone, wherever it stands', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), fc.string(), (text, before, after) => {
      const hash = hashOf(text);
      expect(hash).toSatisfy(isWord32);
      expect(hashOf(before + text + after, before.length, before.length + text.length)).toBe(hash);
    }),
  );
});

test('the weights are looked up by these very numbers: they stay', () => {
  expect([hashOf(''), hashOf('egg'), hashOf('卵')].map((hash) => hash.toString(16))).toEqual([
    'ab3e7c0b',
    'a3ecf7f2',
    'c404dbbd',
  ]);
});

test('a seed sets the features of one kind apart from those of another', () => {
  expect(hashOf('egg', 0, 3, 1)).not.toBe(hashOf('egg'));
  expect(hashOf('egg', 0, 3, 1)).not.toBe(hashOf('egg', 0, 3, 2));
});

test('a pair is a 32-bit number, and tells the order', () => {
  const word = fc.integer({ min: 0, max: 0xffff_ffff });
  fc.assert(
    fc.property(word, word, (a, b) => isWord32(pair(a, b)) && (a === b || pair(a, b) !== pair(b, a))),
    {
      seed: 19537,
    },
  );
});

test('words and pairs of them hardly ever fall together', () => {
  const words = Array.from({ length: 300 }, (_, i) => hashOf(`word ${i}`));
  expect(new Set(words).size).toBe(words.length);
  const pairs = words.flatMap((a) => words.slice(0, 100).map((b) => pair(a, b)));
  expect(pairs.length - new Set(pairs).size).toBeLessThan(3);
});
