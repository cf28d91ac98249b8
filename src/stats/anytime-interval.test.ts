import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anytimeInterval } from './anytime-interval.ts';
import { clopperPearson } from './interval.ts';
import { seededRandom } from './seeded-random.ts';

describe('the interval for every look', () => {
  // mpmath 1.4.1, 40 digits: both roots by bisection.
  test.each([
    [0, 10, 0.95, 0, 0.376987350990677],
    [3, 20, 0.95, 0.0132693216911096, 0.475253097076766],
    [57, 100, 0.99, 0.383007509367305, 0.744229787276904],
    [20, 20, 0.99, 0.715994688205241, 1],
    [5, 1000, 0.95, 0.000539304165843942, 0.018003858871301],
  ])('%i of %i at %d: as computed elsewhere', (k, n, confidence, low, high) => {
    const interval = anytimeInterval(k, n, confidence);
    expect(Math.abs(interval[0] - low)).toBeLessThanOrEqual(1e-9 * low);
    expect(Math.abs(interval[1] - high)).toBeLessThanOrEqual(1e-9 * high);
  });

  test('holds the share and the exact interval for one look, mirrors, and narrows with n', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.nat(400), (n, raw) => {
        const k = raw % (n + 1);
        const [low, high] = anytimeInterval(k, n);
        const exact = clopperPearson(k, n);
        expect(low).toBeLessThan(exact[0] + 1e-12);
        expect(high).toBeGreaterThan(exact[1] - 1e-12);
        const [mirroredLow, mirroredHigh] = anytimeInterval(n - k, n);
        expect(mirroredLow).toBeCloseTo(1 - high, 10);
        expect(mirroredHigh).toBeCloseTo(1 - low, 10);
        const [low4, high4] = anytimeInterval(4 * k, 4 * n);
        expect(high4 - low4).toBeLessThan(high - low);
      }),
    );
  });

  test('ends', () => {
    expect(anytimeInterval(0, 0)).toEqual([0, 1]);
    expect(() => anytimeInterval(3, 2)).toThrow(RangeError);
    expect(() => anytimeInterval(-1, 2)).toThrow(RangeError);
    expect(() => anytimeInterval(1, 2, 1)).toThrow(RangeError);
  });

  test('2,000 runs looked at after every observation miss the share at most as often as they say', () => {
    const next = seededRandom(14);
    const known = new Map<number, readonly [number, number]>();
    let missed = 0;
    for (let run = 0; run < 2000; run += 1) {
      let k = 0;
      for (let n = 1; n <= 60; n += 1) {
        if (next() < 0.1) k += 1;
        const key = n * 61 + k;
        const interval = known.get(key) ?? anytimeInterval(k, n);
        known.set(key, interval);
        if (0.1 < interval[0] || 0.1 > interval[1]) {
          missed += 1;
          break;
        }
      }
    }
    // At most 100 are expected; 131 is the 0.1 % point of the binomial.
    expect(missed).toBeLessThan(131);
    expect(missed).toBeGreaterThan(5);
  });
});
