import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '../../stats/index.ts';
import { drawWithoutReplacement } from './shuffled.ts';

const lists = fc.integer({ min: 1, max: 40 }).map((length) => Array.from({ length }, (_, i) => i));

test('each member is drawn once before any is drawn again, round after round', () => {
  fc.assert(
    fc.property(lists, fc.nat(), (list, seed) => {
      const draw = drawWithoutReplacement(list, seededRandom(seed));
      for (let round = 0; round < 3; round += 1) {
        expect(list.map(() => draw()).sort((a, b) => a - b)).toEqual(list);
      }
    }),
  );
});

test('the list is left as it was, and every order is as likely', () => {
  const list = Object.freeze(['a', 'b', 'c']);
  const draw = drawWithoutReplacement(list, seededRandom(1));
  const counts = new Map<string, number>();
  for (let i = 0; i < 6_000; i += 1) {
    const order = list.map(() => draw()).join('');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect([...counts.keys()].sort()).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba']);
  for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(150);
});
