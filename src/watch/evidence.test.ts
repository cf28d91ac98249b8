import fc from 'fast-check';
import { expect, test } from 'vitest';
import { meanLevel, signalEvidence } from './evidence.ts';
import { ODDS_RATIOS } from './reference/reference-bounds.ts';

/** Returns the levels of two signals: all of the first are `a`, those of the second rise from `b` by 1. */
const levels = (a: number, b: number) => [...ODDS_RATIOS.map(() => a), ...ODDS_RATIOS.map((_, k) => b + k)];
const RISE = (ODDS_RATIOS.length - 1) / 2;

test('the mean is over the levels of this signal alone', () => {
  expect(meanLevel(levels(3, 10), 0)).toBe(3);
  expect(meanLevel(levels(3, 10), 1)).toBe(10 + RISE);
});

test('half of the evidence is that of the whole, half the sum of the parts', () => {
  expect(signalEvidence(levels(8, 0), [], 0)).toBe(4);
  expect(signalEvidence(levels(8, 0), [levels(2, 9), levels(6, 9)], 0)).toBe(8);
  expect(signalEvidence(levels(99, 4), [levels(99, 2)], 1)).toBeCloseTo(3 + RISE, 12);
});

test('the order of the parts does not matter', () => {
  const part = fc.array(fc.nat(1000), { minLength: ODDS_RATIOS.length, maxLength: ODDS_RATIOS.length });
  fc.assert(
    fc.property(part, fc.array(part), (whole, parts) => {
      const there = signalEvidence(whole, parts, 0);
      expect(signalEvidence(whole, [...parts].reverse(), 0)).toBeCloseTo(there, 6);
    }),
  );
});
