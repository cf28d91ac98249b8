import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainAnswer } from '../fixtures/simulated-answers.ts';
import { counts, startUnits } from './unit-selection.ts';

const PER_UNIT = { answers: 2, windowMs: 1000 };

/** Says for each answer, given as time and asker, whether it counts. */
const counted = (answers: readonly (readonly [at: number, bucket: number | null])[]) => {
  const units = startUnits();
  return answers.map(([at, bucket]) => counts(units, { ...plainAnswer, at, bucket }, PER_UNIT));
};

test('of one asker the first two of a window count, of each asker for itself', () => {
  const answers = [[0, 1] as const, [1, 1] as const, [2, 2] as const, [3, 1] as const, [999, 2] as const];
  expect(counted([...answers, [999, 2]])).toEqual([true, true, true, false, true, false]);
});

test('a window begins at a whole multiple of its length', () => {
  expect(
    counted([
      [998, 1],
      [999, 1],
      [999, 1],
      [1000, 1],
    ]),
  ).toEqual([true, true, false, true]);
  expect(
    counted([
      [-1, 1],
      [-1, 1],
      [-1, 1],
      [0, 1],
    ]),
  ).toEqual([true, true, false, true]);
});

test('a late answer belongs to the current window and opens none', () => {
  expect(
    counted([
      [1500, 1],
      [100, 1],
      [100, 1],
      [1600, 1],
    ]),
  ).toEqual([true, true, false, false]);
});

test('without a known asker every answer counts', () => {
  expect(
    counted([
      [0, null],
      [0, null],
      [0, null],
    ]),
  ).toEqual([true, true, true]);
});

test('in order of time, never more than the cap of one asker in one window', () => {
  const answer = fc.tuple(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 3 }));
  fc.assert(
    fc.property(fc.array(answer), (all) => {
      const sorted = [...all].sort(([a], [b]) => a - b);
      const taken = counted(sorted);
      sorted.forEach(([at, bucket], i) => {
        const isSame = ([time, other]: readonly [number, number]) =>
          other === bucket && Math.floor(time / 1000) === Math.floor(at / 1000);
        expect(taken[i]).toBe(sorted.slice(0, i).filter(isSame).length < 2);
      });
    }),
  );
});
