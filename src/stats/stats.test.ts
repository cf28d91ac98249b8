import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binomialTail, logBinomialTail } from './binomial-tail.ts';
import { bonferroni } from './bonferroni.ts';
import { fisherExact, hypergeometricTail } from './hypergeometric-tail.ts';
import { clopperPearson, upperBound, wilson } from './interval.ts';
import { logChoose, logGamma } from './log-gamma.ts';
import { seededRandom } from './seeded-random.ts';

function choose(n: number, k: number): bigint {
  let value = 1n;
  for (let i = 1; i <= k; i += 1) value = (value * BigInt(n - k + i)) / BigInt(i);
  return value;
}

/** Returns a ratio of big integers as a double, to 17 digits. */
function ratio(top: bigint, bottom: bigint): number {
  const shift = BigInt(Math.max(0, bottom.toString().length - top.toString().length));
  const scaled = (top * 10n ** (shift + 18n)) / bottom;
  return Number(`${scaled}e-${shift + 18n}`);
}

/** Computes P(X >= k) of Binomial(n, a/b) in exact rational arithmetic. */
function exactTail(k: number, n: number, a: number, b: number): number {
  let sum = 0n;
  for (let i = k; i <= n; i += 1) sum += choose(n, i) * BigInt(a) ** BigInt(i) * BigInt(b - a) ** BigInt(n - i);
  return ratio(sum, BigInt(b) ** BigInt(n));
}

function near(actual: number, expected: number, relative = 1e-9): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(relative * Math.abs(expected));
}

describe('log gamma', () => {
  test('agrees with factorials', () => {
    let factorial = 1n;
    for (let n = 1; n <= 150; n += 1) {
      near(Math.exp(logGamma(n) - Math.log(Number(factorial))), 1, 1e-11);
      factorial *= BigInt(n);
    }
    near(logGamma(0.5), 0.5723649429247001, 1e-13);
    near(logGamma(0.1), 2.252712651734206, 1e-13);
  });

  test('n choose k', () => {
    near(Math.exp(logChoose(60, 23)), Number(choose(60, 23)), 1e-11);
    expect(logChoose(5, 6)).toBe(Number.NEGATIVE_INFINITY);
    expect(logChoose(5, 0)).toBe(0);
  });
});

describe('binomial tail', () => {
  test.each([
    [1, 10, 1, 2],
    [10, 1000, 1, 1000],
    [3, 7, 9, 10],
    [500, 1000, 1, 2],
    [10, 10, 1, 1000],
    [40, 600, 3, 100],
    [599, 600, 99, 100],
  ])('P(X >= %i) of %i at %i/%i agrees with rational arithmetic', (k, n, a, b) => {
    near(binomialTail(k, n, a / b), exactTail(k, n, a, b));
  });

  test('goes below the smallest double as a logarithm', () => {
    near(logBinomialTail(1000, 1000, 1e-3), 1000 * Math.log(1e-3), 1e-9);
    expect(binomialTail(1000, 1000, 1e-3)).toBe(0);
  });

  test('ends', () => {
    expect(binomialTail(0, 5, 0)).toBe(1);
    expect(binomialTail(1, 5, 0)).toBe(0);
    expect(binomialTail(5, 5, 1)).toBe(1);
    expect(binomialTail(6, 5, 0.5)).toBe(0);
    expect(() => binomialTail(1, 5, 2)).toThrow(RangeError);
  });

  test('falls with k, rises with p', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.nat(400),
        fc.double({ min: 0.001, max: 0.9, noNaN: true }),
        (n, k, p) => {
          const slack = 1e-12;
          expect(binomialTail(k + 1, n, p)).toBeLessThanOrEqual(binomialTail(k, n, p) + slack);
          expect(binomialTail(k, n, p)).toBeLessThanOrEqual(binomialTail(k, n, p + 0.05) + slack);
        },
      ),
    );
  });
});

describe('intervals', () => {
  // Brown, Cai & DasGupta 2001 and closed forms: for k = 0 the bound is 1 - (alpha/2)^(1/n).
  test('closed forms of Clopper-Pearson', () => {
    near(clopperPearson(0, 10)[1], 1 - 0.025 ** (1 / 10));
    near(clopperPearson(10, 10)[0], 0.025 ** (1 / 10));
    near(upperBound(0, 9000), 1 - 0.05 ** (1 / 9000), 1e-8);
    near(clopperPearson(81, 263)[0], 0.2527, 1e-3);
    near(clopperPearson(81, 263)[1], 0.3676, 1e-3);
    expect(clopperPearson(0, 0)).toEqual([0, 1]);
    expect(clopperPearson(3, 3)[1]).toBe(1);
  });

  // mpmath, 40 digits: the ends by bisection of tails summed term by term.
  test.each([
    [3, 20, 0.95, 0.0320709371854637, 0.378926826545314],
    [57, 100, 0.99, 0.436659031387042, 0.696494859569013],
    [166, 292, 0.95, 0.509519602225138, 0.626062541709687],
    [6, 292, 0.99, 0.00529489414718446, 0.0527474753094401],
    [0, 292, 0.99, 0, 0.0179812945488665],
    [292, 292, 0.95, 0.987446314433373, 1],
  ])('Clopper-Pearson, %i of %i at %d: as computed elsewhere', (k, n, confidence, low, high) => {
    const interval = clopperPearson(k, n, confidence);
    near(interval[0], low, 1e-9);
    near(interval[1], high, 1e-9);
  });

  test('its ends are where the tails are 2.5 %, in rational arithmetic', () => {
    for (const [k, n] of [
      [3, 20],
      [1, 50],
      [17, 31],
    ] as const) {
      const [low, high] = clopperPearson(k, n);
      const grain = 10 ** 9;
      near(exactTail(k, n, Math.round(low * grain), grain), 0.025, 1e-5);
      near(1 - exactTail(k + 1, n, Math.round(high * grain), grain), 0.025, 1e-5);
    }
  });

  test('covers the true share at least as often as it says', () => {
    for (const p of [0.01, 0.13, 0.5, 0.94]) {
      const n = 40;
      let covered = 0;
      for (let k = 0; k <= n; k += 1) {
        const [low, high] = clopperPearson(k, n, 0.9);
        if (low <= p && p <= high) covered += binomialTail(k, n, p) - binomialTail(k + 1, n, p);
      }
      expect(covered).toBeGreaterThanOrEqual(0.9);
    }
  });

  test('holds the share, and narrows with n', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(300), (n, raw) => {
        const k = raw % (n + 1);
        const [low, high] = clopperPearson(k, n);
        expect(low).toBeLessThanOrEqual(k / n);
        expect(high).toBeGreaterThanOrEqual(k / n);
        const [low4, high4] = clopperPearson(4 * k, 4 * n);
        expect(high4 - low4).toBeLessThan(high - low);
        expect(upperBound(k, n, 0.95)).toBeLessThanOrEqual(high);
      }),
      { numRuns: 50 },
    );
  });

  test('Wilson, published values', () => {
    // Newcombe 1998, table I: 81/263 -> 0.2553, 0.3662; 1/29 -> 0.0061, 0.1718.
    near(wilson(81, 263)[0], 0.2553, 3e-4);
    near(wilson(81, 263)[1], 0.3662, 3e-4);
    near(wilson(1, 29)[0], 0.0061, 1e-2);
    near(wilson(1, 29)[1], 0.1718, 3e-4);
    expect(wilson(0, 20)[0]).toBe(0);
    // Its ends are the points where the score statistic equals z = 2.5758 (the 99.5 % point).
    for (const bound of wilson(3, 7, 0.99))
      near(Math.abs(3 / 7 - bound) / Math.sqrt((bound * (1 - bound)) / 7), 2.5758293, 1e-7);
  });
});

describe('hypergeometric tail', () => {
  test('Fisher’s tea-tasting table', () => {
    near(fisherExact(3, 1, 1, 3), 17 / 70);
    near(fisherExact(4, 0, 0, 4), 1 / 70);
  });

  test('agrees with rational arithmetic', () => {
    let top = 0n;
    for (let i = 5; i <= 10; i += 1) top += choose(30, i) * choose(70, 10 - i);
    near(hypergeometricTail(5, 10, 30, 100), ratio(top, choose(100, 10)));
  });

  test('ends', () => {
    expect(hypergeometricTail(0, 3, 2, 10)).toBe(1);
    expect(hypergeometricTail(3, 3, 2, 10)).toBe(0);
    expect(() => hypergeometricTail(1, 11, 2, 10)).toThrow(RangeError);
  });
});

test('bonferroni never exceeds 1', () => {
  expect(bonferroni(0.01, 10)).toBeCloseTo(0.1);
  expect(bonferroni(0.5, 10)).toBe(1);
});

describe('seeded random', () => {
  test('the same seed gives the same sequence, another seed another', () => {
    const take = (seed: number) => Array.from({ length: 5 }, seededRandom(seed));
    expect(take(7)).toEqual(take(7));
    expect(take(7)).not.toEqual(take(8));
  });

  test('is uniform enough: 16 cells, chi-squared below the 0.1 % point', () => {
    const next = seededRandom(1);
    const cells = new Array<number>(16).fill(0);
    for (let i = 0; i < 16_000; i += 1) cells[Math.floor(next() * 16)]! += 1;
    expect(cells.reduce((sum, cell) => sum + (cell - 1000) ** 2 / 1000, 0)).toBeLessThan(37.7);
  });
});
