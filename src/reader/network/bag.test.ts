import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FeatureBag, MIN_BAG } from './bag.ts';

const HASHES = Uint32Array.of(11, 22, 33, 44, 55);
const ROWS = Int8Array.of(1, 2, -3, 4, 5, -6, 127, -128, 0, 7);
const bag = () => new FeatureBag(HASHES, ROWS, 2, 0.5);

/** Returns the vector of these features. */
function vectorOf(features: readonly number[], from = bag()): number[] {
  const into = new Float64Array(2);
  from.write(features, into, 0);
  return [...into];
}

test('a bag is the sum of its rows over the square root of their number', () => {
  expect(vectorOf([11, 22, 33, 44])).toEqual([(0.5 * (1 - 3 + 5 + 127)) / 2, (0.5 * (2 + 4 - 6 - 128)) / 2]);
  expect(vectorOf([...HASHES])[0]).toBeCloseTo((0.5 * (1 - 3 + 5 + 127 + 0)) / Math.sqrt(5), 12);
});

test('repeats and features that are not known count for nothing', () => {
  expect(vectorOf([22, 22, 99, 22, 100])).toEqual(vectorOf([22]));
  const into = new Float64Array(2);
  expect(bag().write([22, 22, 99, 11], into, 0)).toBe(2);
  expect(bag().write([], into, 0)).toBe(0);
  expect([...into]).toEqual([0, 0]);
});

test('one feature tells no more than a share of a small bag', () => {
  const [alone] = vectorOf([33]);
  expect(alone).toBe((0.5 * 5) / Math.sqrt(MIN_BAG));
});

test('writes its own places only', () => {
  const into = new Float64Array(5).fill(9);
  bag().write([11], into, 2);
  expect([into[0], into[1], into[4]]).toEqual([9, 9, 9]);
});

test('what one bag held is not in the next, and the order does not count', () => {
  const features = fc.array(fc.constantFrom(...HASHES, 99), { maxLength: 8 });
  fc.assert(
    fc.property(features, features, (first, second) => {
      const used = bag();
      vectorOf(first, used);
      expect(vectorOf(second, used)).toEqual(vectorOf([...second].reverse()));
    }),
  );
});
