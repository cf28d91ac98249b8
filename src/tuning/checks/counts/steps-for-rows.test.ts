import fc from 'fast-check';
import { expect, test } from 'vitest';
import { factorThatFits, stepsOfPass, stepsOfRun } from './steps-for-rows.ts';

const sizeOf = (deviceBatch: number, accumulation: number, devices: number) => ({
  ...{ deviceBatch, accumulation, devices, isWhole: true, sources: [] },
});

test.each<[number, [number, number, number], [number, number]]>([
  [100, [10, 1, 1], [10, 10]],
  [101, [10, 1, 1], [10, 11]],
  [109, [10, 1, 1], [10, 11]],
  // 11 batches of 10 rows, in accumulations of 4: two whole ones, and a third.
  [105, [10, 4, 1], [2, 3]],
  [100, [5, 1, 2], [10, 10]],
  // Fewer rows than a step takes are one step all the same.
  [3, [10, 4, 1], [1, 1]],
])('one pass over %i rows in steps of %j takes %j steps', (rows, [batch, accumulation, devices], steps) => {
  expect(stepsOfPass(rows, sizeOf(batch, accumulation, devices))).toEqual(steps);
});

test.each<[number, [number, number]]>([
  [1, [10, 11]],
  [3, [30, 33]],
  // Part of a pass is rounded up, and by half a step for what the log rounds.
  [2.5, [25, 28]],
  [0.01, [0, 1]],
])('%d epochs of 101 rows in steps of ten are %j steps', (epochs, steps) => {
  expect(stepsOfRun(101, epochs, sizeOf(10, 1, 1))).toEqual(steps);
});

test('epochs that a log rounds may be half a step more', () => {
  expect(stepsOfRun(100, 2.5, sizeOf(10, 1, 1))).toEqual([25, 26]);
  expect(stepsOfRun(100, 2, sizeOf(10, 1, 1))).toEqual([20, 20]);
});

const size = fc.tuple(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 1, max: 16 }), fc.integer({ min: 1, max: 8 }));

test('a trainer that drops or keeps the last batch is within the bounds, and more rows are no fewer steps', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5000 }),
      size,
      fc.boolean(),
      (rows, [batch, accumulation, devices], drops) => {
        const round = drops ? Math.floor : Math.ceil;
        const batches = round(rows / (batch * devices));
        const [fewest, most] = stepsOfPass(rows, sizeOf(batch, accumulation, devices));
        for (const steps of [Math.floor(batches / accumulation), Math.ceil(batches / accumulation)]) {
          expect(Math.max(steps, 1)).toBeGreaterThanOrEqual(fewest);
          expect(Math.max(steps, 1)).toBeLessThanOrEqual(most);
        }
        const [next, nextMost] = stepsOfPass(rows + 1, sizeOf(batch, accumulation, devices));
        expect(next >= fewest && nextMost >= most).toBe(true);
      },
    ),
  );
});

test('devices that nobody named explain the steps, and so does what is found', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 64 }), fc.integer({ min: 1, max: 4 }), (devices, epochs) => {
      const rows = 10 * devices * 50;
      const found = factorThatFits(rows, epochs, sizeOf(10, 1, 1), 50 * epochs)!;
      // Of two numbers that explain the steps, the smaller; one device more or less may do so where the last batch is short.
      expect(devices - found).toBeGreaterThanOrEqual(0);
      const [fewest, most] = stepsOfRun(rows, epochs, sizeOf(10, 1, found));
      expect(fewest <= 50 * epochs && 50 * epochs <= most).toBe(true);
    }),
  );
});

test('steps that no whole number of devices explains, and nonsense, have none', () => {
  // 10 steps with one device, 5 with two, 3 or 4 with three.
  expect(factorThatFits(100, 1, sizeOf(10, 1, 1), 7)).toBeNull();
  expect(factorThatFits(100, 1, sizeOf(10, 1, 1), 4)).toBe(3);
  expect(factorThatFits(1e15, 1, sizeOf(1, 1, 1), 1)).toBeNull();
  expect(factorThatFits(100, Number.NaN, sizeOf(1, 1, 1), 1)).toBeNull();
});
