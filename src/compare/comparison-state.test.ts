import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type PairedState, pairedDecision } from '../stats/index.ts';
import { combinedEvidence } from './comparison-state.ts';

const START = pairedDecision({ alpha: 0.01, margin: 0, tolerance: 0.1, samples: 1 }).start();
const state = (logWorse: number, logNotWorse = 0): PairedState => ({ ...START, logWorse, logNotWorse });

test('evidence for "worse" is the mean, for "not worse" the least', () => {
  // (7/3 + 1/2 + 1) / 3 = 23/18
  const { logWorse, logNotWorse } = combinedEvidence([
    state(Math.log(7 / 3), 2),
    state(Math.log(1 / 2), -1),
    state(0, 5),
  ]);
  expect(logWorse).toBeCloseTo(Math.log(23 / 18), 14);
  expect(logNotWorse).toBe(-1);
});

test('three conditions with five answers each: as computed elsewhere', () => {
  // Python 3.11, fractions.Fraction, from the definition of the bets; the logarithms by mpmath, 40 digits.
  const decide = pairedDecision({ alpha: 0.01, margin: 0, tolerance: 0.1, samples: 5 });
  const decisions = [
    [3, 0, 5, 1, -2, 4, 0, 5],
    [0, 0, 1, 0, 0, -1, 0, 2],
    [-1, 0, 0, 0, 1, 0, 0, 0],
  ].map((fifths) => fifths.reduce((past, d) => decide.see(past, d / 5), decide.start()));
  const { logWorse, logNotWorse } = combinedEvidence(decisions);
  expect(logWorse).toBeCloseTo(0.658296903124199, 13);
  expect(logNotWorse).toBeCloseTo(-0.538996500732687, 13);
});

test('agrees with exact fractions', () => {
  const fraction = fc.record({ top: fc.bigInt(1n, 10n ** 12n), bottom: fc.bigInt(1n, 10n ** 12n) });
  // Enough digits for a double: the quotient of two natural numbers, scaled by 10^30.
  const logOf = (top: bigint, bottom: bigint) => Math.log(Number((top * 10n ** 30n) / bottom)) - 30 * Math.LN10;
  fc.assert(
    fc.property(fc.array(fraction, { minLength: 1, maxLength: 6 }), (values) => {
      const shared = values.reduce((product, { bottom }) => product * bottom, 1n);
      const sum = values.reduce((total, { top, bottom }) => total + (top * shared) / bottom, 0n);
      const least = values.reduce((one, other) => (other.top * one.bottom < one.top * other.bottom ? other : one));
      const evidence = combinedEvidence(values.map(({ top, bottom }) => state(logOf(top, bottom), logOf(top, bottom))));
      expect(evidence.logWorse).toBeCloseTo(logOf(sum, shared * BigInt(values.length)), 11);
      expect(evidence.logNotWorse).toBeCloseTo(logOf(least.top, least.bottom), 11);
    }),
  );
});

test('evidence that no number can hold is still evidence', () => {
  expect(combinedEvidence([state(5000), state(-5000)]).logWorse).toBeCloseTo(5000 - Math.log(2), 9);
});

test('one condition is itself; the mean lies between the least and the most, and grows with each', () => {
  const logs = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(logs, fc.nat(), (list, pick) => {
      const mean = combinedEvidence(list.map((log) => state(log))).logWorse;
      if (list.length === 1) expect(mean).toBeCloseTo(list[0]!, 12);
      expect(mean).toBeGreaterThanOrEqual(Math.min(...list) - 1e-9);
      expect(mean).toBeLessThanOrEqual(Math.max(...list) + 1e-9);
      const more = list.map((log, i) => (i === pick % list.length ? log + 1 : log));
      expect(combinedEvidence(more.map((log) => state(log))).logWorse).toBeGreaterThan(mean - 1e-12);
    }),
  );
});
