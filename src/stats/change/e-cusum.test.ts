import fc from 'fast-check';
import { expect, test } from 'vitest';
import { atOdds, bernoulliFactors, meanGrowth, stepECusum } from './e-cusum.ts';

const RATIOS = [1.3, 2, 5, 15];
const chance = fc.double({ min: 0.001, max: 0.999, noNaN: true });

test('a factor has mean 1 at the bound, and less below it', () => {
  fc.assert(
    fc.property(chance, chance, (most, share) => {
      const { hit, miss } = bernoulliFactors(most, RATIOS);
      for (const k of RATIOS.keys()) {
        expect(most * hit[k]! + (1 - most) * miss[k]!).toBeCloseTo(1, 12);
        const less = most * share;
        expect(less * hit[k]! + (1 - less) * miss[k]!).toBeLessThanOrEqual(1 + 1e-12);
      }
    }),
  );
});

/**
 * Enumerates all sequences of n answers with chance p. `reached` is the chance that the mean of the levels ever reaches
 * c, `mean` the expectation of its final value.
 */
function exactly(n: number, p: number, most: number, c: number): { reached: number; mean: number } {
  const { hit, miss } = bernoulliFactors(most, RATIOS);
  let reached = 0;
  let mean = 0;
  for (let bits = 0; bits < 2 ** n; bits += 1) {
    const levels = RATIOS.map(() => 0);
    let weight = 1;
    let highest = 0;
    let last = 0;
    for (let t = 0; t < n; t += 1) {
      const isHit = ((bits >> t) & 1) === 1;
      weight *= isHit ? p : 1 - p;
      last = stepECusum(levels, 0, isHit ? hit : miss);
      highest = Math.max(highest, last);
    }
    if (highest >= c) reached += weight;
    mean += weight * last;
  }
  return { reached, mean };
}

test.each([
  [0.1, 0.1],
  [0.05, 0.1],
  [0.4, 0.4],
  [0.9, 0.9],
])(
  'by enumeration of all sequences, chance %d under a bound of %d: P(c reached within n) <= n / c, and mean <= n',
  (p, most) => {
    for (const n of [1, 4, 10]) {
      for (const c of [2, 5, 20, 100]) {
        const { reached, mean } = exactly(n, p, most, c);
        expect(reached).toBeLessThanOrEqual(n / c + 1e-12);
        expect(mean).toBeLessThanOrEqual(n + 1e-9);
      }
    }
  },
);

test('a rate above the bound is found, and a chance above it breaks the promise', () => {
  expect(exactly(10, 0.5, 0.1, 100).reached).toBeGreaterThan(10 / 100);
});

test('levels start anew from 1, and stay numbers', () => {
  const levels = [0, 0.2, 7];
  expect(stepECusum(levels, 0, [3, 3, 3])).toBeCloseTo((3 + 3 + 21) / 3);
  for (let i = 0; i < 1000; i += 1) stepECusum(levels, 0, [9, 9, 9]);
  expect(levels.every(Number.isFinite)).toBe(true);
});

test('growth is the divergence where the alternative is the truth', () => {
  const q = atOdds(0.03, 2);
  const divergence = q * Math.log(q / 0.03) + (1 - q) * Math.log((1 - q) / 0.97);
  expect(meanGrowth(q, 0.03, 2)).toBeCloseTo(divergence, 12);
  expect(meanGrowth(0.03, 0.03, 2)).toBeLessThan(0);
});

test('what is no chance is refused', () => {
  for (const most of [0, -1, 1.1, Number.NaN]) expect(() => bernoulliFactors(most, RATIOS)).toThrow(RangeError);
  expect(() => bernoulliFactors(0.1, [1])).toThrow(RangeError);
  expect(bernoulliFactors(1, [2])).toEqual({ hit: [1], miss: [0.5] });
});
