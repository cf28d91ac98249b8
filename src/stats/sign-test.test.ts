import { expect, test } from 'vitest';
import { fewestPrompts, signTest } from './sign-test.ts';

test('the sign test counts coin throws', () => {
  expect(signTest(0, 0)).toBe(1);
  expect(signTest(7, 0)).toBeCloseTo(1 / 128, 12);
  expect(signTest(9, 1)).toBeCloseTo(11 / 1024, 12);
  expect(signTest(2, 3)).toBeCloseTo(26 / 32, 12);
});

// Python 3.11, fractions.Fraction: sums of binomial coefficients over 2^n.
test.each([
  [14, 3, 0.0063629150390625],
  [40, 25, 0.04084076697077003],
  [120, 80, 0.00284257799837515],
  [160, 2, 2.25863585485167e-45],
])('the sign test of %i worse, %i better: as computed elsewhere', (worse, better, expected) => {
  expect(Math.abs(signTest(worse, better) / expected - 1)).toBeLessThan(1e-9);
});

// mpmath, 30 digits: ln(1/alpha) over the least divergence, searched for among all pairs of chances not worse.
test.each([
  [0.01, 0.5586, 0.0086, 13.2107119223655],
  [0.05, 0.196, 0.016, 33.2037147343675],
  [0.01, 0.049, 0.019, 672.187571595338],
])('the fewest prompts at %d for %d worse, %d better: as computed elsewhere', (alpha, worse, better, expected) => {
  expect(Math.abs(fewestPrompts(alpha, worse, better) / expected - 1)).toBeLessThan(1e-9);
});

test('the fewest prompts, in closed form where all changes are for the worse', () => {
  // Every changed pair is then worth ln 2.
  expect(fewestPrompts(0.01, 1, 0)).toBeCloseTo(Math.log2(100), 12);
  expect(fewestPrompts(0.01, 0.25, 0)).toBeCloseTo(4 * Math.log2(100), 12);
  // ln 20 / (0.3 ln 1.5 + 0.1 ln 0.5)
  expect(fewestPrompts(0.05, 0.3, 0.1)).toBeCloseTo(Math.log(20) / (0.3 * Math.log(1.5) + 0.1 * Math.log(0.5)), 10);
  expect(fewestPrompts(0.01, 0.2, 0.2)).toBe(Number.POSITIVE_INFINITY);
  expect(() => fewestPrompts(0, 0.2, 0.1)).toThrow(RangeError);
  expect(() => fewestPrompts(0.01, 0.9, 0.2)).toThrow(RangeError);
});
