import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOf } from '../fixtures/toy-history.ts';
import { median, stepsBetweenLines } from './log-lines.ts';

const linesAt = (...steps: number[]) => steps.map((step) => ({ ...linesOf(1)[0]!, step }));

test.each<[number[], number | null]>([
  [[], null],
  [[10, 20], null],
  [[10, 20, 30], 10],
  // The last line comes at the end of the run, wherever that is.
  [[10, 20, 30, 37], 10],
  // Of two that are equally common, the shorter.
  [[5, 10, 20], 5],
  // A restart goes back, and the same step may be logged twice.
  [[10, 20, 10, 20, 30], 10],
  [[10, 10, 10], null],
  [[30, 20, 10], null],
])('lines of the steps %j are %j apart', (steps, apart) => {
  expect(stepsBetweenLines(linesAt(...steps))).toBe(apart);
});

test.each<[number[], number]>([
  [[3], 3],
  [[10, 9, 2], 9],
  [[4, 1, 3, 2], 2],
  [[-1, -10], -10],
])('the median of %j is %d', (values, middle) => expect(median(values)).toBe(middle));

test('no numbers have no median', () => expect(median([])).toBeNaN());

test('the median is one of the numbers, in any order, with at most half of the others on either side', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
      const given = [...values];
      const middle = median(values);
      expect(values).toEqual(given);
      expect(median(values.toReversed())).toBe(middle);
      expect(values.filter((one) => one < middle).length).toBeLessThanOrEqual(values.length / 2);
      expect(values.filter((one) => one > middle).length).toBeLessThanOrEqual(values.length / 2);
    }),
  );
});
