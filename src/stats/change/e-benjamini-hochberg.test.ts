import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '../seeded-random.ts';
import { eBenjaminiHochberg } from './e-benjamini-hochberg.ts';

test('the largest k whose k-th e-value is n / (k level) or more', () => {
  expect(eBenjaminiHochberg([], 0.05)).toEqual([]);
  expect(eBenjaminiHochberg([1, 79, 1, 1], 0.05)).toEqual([]);
  expect(eBenjaminiHochberg([1, 80, 1, 1], 0.05)).toEqual([1]);
  // Neither is enough on its own.
  expect(eBenjaminiHochberg([41, 1, 40, 1], 0.05)).toEqual([0, 2]);
  expect(eBenjaminiHochberg([26.7, 26.7, 26.7, 0], 0.05)).toEqual([0, 1, 2]);
});

test('more evidence, or a higher level, never frees a hypothesis', () => {
  const values = fc.array(fc.double({ min: 0, max: 1e4, noNaN: true }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(values, fc.nat(7), fc.double({ min: 0.001, max: 0.5, noNaN: true }), (eValues, which, level) => {
      const before = eBenjaminiHochberg(eValues, level);
      const more = eValues.map((e, i) => (i === which % eValues.length ? 2 * e : e));
      expect(eBenjaminiHochberg(eValues, 1.5 * level)).toEqual(expect.arrayContaining(before));
      expect(eBenjaminiHochberg(more, level)).toEqual(expect.arrayContaining(before));
    }),
  );
});

test('where all hypotheses are true, the chance of naming any is at most the level', () => {
  const next = seededRandom(7);
  let wrong = 0;
  // A worst-case e-value: 40 with chance 1/40, otherwise 0; fully dependent in every other run.
  for (let run = 0; run < 20_000; run += 1) {
    const shared = next();
    const eValues = Array.from({ length: 2 }, () => ((run % 2 === 0 ? shared : next()) < 1 / 40 ? 40 : 0));
    if (eBenjaminiHochberg(eValues, 0.05).length > 0) wrong += 1;
  }
  expect(wrong / 20_000).toBeGreaterThan(0.02);
  expect(wrong / 20_000).toBeLessThan(0.05);
});
