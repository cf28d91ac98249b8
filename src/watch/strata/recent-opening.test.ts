import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addOpening, commonestOf, startOpenings } from './recent-opening.ts';

test('the commonest of the hundred before, decided before the next is seen', () => {
  const recent = startOpenings(5);
  for (let i = 0; i < 99; i += 1) addOpening(recent, i % 3 === 0 ? 9 : i);
  expect(recent.commonest).toBe(5);
  addOpening(recent, 9);
  expect(recent).toEqual({ seen: 0, counts: {}, commonest: 9 });
});

test('of equals the lowest, whatever the order; of none, none', () => {
  expect(commonestOf({})).toBeNull();
  fc.assert(
    fc.property(fc.array(fc.nat(20), { minLength: 100, maxLength: 100 }), (openings) => {
      const [a, b] = [startOpenings(null), startOpenings(null)];
      for (const one of openings) addOpening(a, one);
      for (const one of [...openings].reverse()) addOpening(b, one);
      expect(a).toEqual(b);
    }),
  );
});
