import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBelow, logOf, over, plus, type Rational, rational, times } from './fixtures/rational.ts';
import { logChoose } from './log-gamma.ts';
import { pairedEProcess } from './paired-e-process.ts';
import { seededRandom } from './seeded-random.ts';

const counts = fc.integer({ min: 0, max: 400 });

/** 50 digits, which keeps the error below 1e-40 in the calculations below. */
const PI: Rational = rational(314159265358979323846264338327950288419716939937510n, 10n ** 50n);

/**
 * Returns E in exact arithmetic except for pi. U(p, q), the integral of x^(p-1) (1-x)^(q-1) over (1/2, 1), is pi/2 at
 * p = q = 1/2; integration by parts gives U(p + 1, q) = (p U(p, q) + 2^-(p+q)) / (p + q), and U(p, q + 1) is
 * U(p, q) - U(p + 1, q).
 */
function exactE(worse: number, better: number): Rational {
  const grow = (u: Rational, p: Rational, sum: number) =>
    over(plus(times(p, u), rational(1, 1n << BigInt(sum))), rational(sum));
  const column = [over(PI, rational(2))];
  for (let i = 0; i < worse + better; i += 1) column.push(grow(column[i]!, rational(2 * i + 1, 2), i + 1));
  for (let step = 0; step < better; step += 1) {
    for (let i = 0; i < worse + better - step; i += 1) {
      const [top, bottom] = column[i + 1]!;
      column[i] = plus(column[i]!, [-top, bottom]);
    }
  }
  return over(times(rational(1n << BigInt(worse + better + 1)), column[worse]!), PI);
}

describe('the evidence of changed pairs', () => {
  // mpmath 1.4.1, 40 digits: the mixture integrated numerically over (pi/4, pi/2) after x = sin^2, not the closed form.
  test.each([
    [1, 0, 0.4926330004066005],
    [0, 1, -1.012305533877254],
    [5, 0, 2.749944338935972],
    [8, 0, 4.609913457222522],
    [7, 3, 0.00321191934216468],
    [3, 7, -2.171816364984133],
    [40, 25, 0.0911618169337125],
    [0, 30, -3.884616094047684],
    [120, 80, 1.841734094395604],
    [300, 12, 162.9905253650225],
  ])('%i worse, %i better: as integrated elsewhere', (worse, better, expected) => {
    expect(Math.abs(pairedEProcess(worse, better) - expected)).toBeLessThan(1e-10);
  });

  test('agrees with exact arithmetic', () => {
    for (const [worse, better] of [
      [0, 0],
      [1, 0],
      [0, 7],
      [9, 4],
      [23, 17],
      [4, 31],
    ] as const) {
      expect(Math.abs(pairedEProcess(worse, better) - logOf(exactE(worse, better)))).toBeLessThan(1e-11);
    }
  });

  test('8 pairs of one kind decide at 1 %, 6 at 5 %, and no fewer, also in exact arithmetic', () => {
    expect(isBelow(exactE(7, 0), rational(100))).toBe(true);
    expect(isBelow(exactE(8, 0), rational(100))).toBe(false);
    expect(isBelow(exactE(5, 0), rational(20))).toBe(true);
    expect(isBelow(exactE(6, 0), rational(20))).toBe(false);
  });

  test('starts at 1', () => {
    expect(Math.abs(pairedEProcess(0, 0))).toBeLessThan(1e-12);
  });

  test('rises with worse, falls with better', () => {
    fc.assert(
      fc.property(counts, counts, (worse, better) => {
        const here = pairedEProcess(worse, better);
        expect(pairedEProcess(worse + 1, better)).toBeGreaterThan(here - 1e-9);
        expect(pairedEProcess(worse, better + 1)).toBeLessThan(here + 1e-9);
      }),
    );
  });

  test('no pair gains more than a doubling', () => {
    fc.assert(
      fc.property(counts, counts, (worse, better) => {
        expect(pairedEProcess(worse + 1, better) - pairedEProcess(worse, better)).toBeLessThan(Math.LN2 + 1e-9);
      }),
    );
  });

  test('a fair game at the boundary: the next pair leaves it where it is on average', () => {
    fc.assert(
      fc.property(counts, counts, (worse, better) => {
        const here = pairedEProcess(worse, better);
        const up = Math.exp(pairedEProcess(worse + 1, better) - here);
        const down = Math.exp(pairedEProcess(worse, better + 1) - here);
        expect((up + down) / 2).toBeCloseTo(1, 8);
      }),
    );
  });

  test('its mean over all outcomes of m pairs is 1 at 1/2, and below 1 inside', () => {
    for (const m of [1, 6, 40, 150]) {
      for (const share of [0.5, 0.3]) {
        let mean = 0;
        for (let k = 0; k <= m; k += 1) {
          mean += Math.exp(
            pairedEProcess(k, m - k) + logChoose(m, k) + k * Math.log(share) + (m - k) * Math.log1p(-share),
          );
        }
        if (share === 0.5) expect(mean).toBeCloseTo(1, 8);
        else expect(mean).toBeLessThan(1);
      }
    }
  });

  test('takes counts only', () => {
    for (const bad of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => pairedEProcess(bad, 0)).toThrow(RangeError);
      expect(() => pairedEProcess(0, bad)).toThrow(RangeError);
    }
  });

  test('2,000 equal pairs of models, looked at after every changed pair: called worse at most as often as allowed', () => {
    const next = seededRandom(11);
    let wrong = 0;
    for (let run = 0; run < 2000; run += 1) {
      let worse = 0;
      for (let m = 1; m <= 100; m += 1) {
        if (next() < 0.5) worse += 1;
        if (2 * worse > m && pairedEProcess(worse, m - worse) >= Math.log(20)) {
          wrong += 1;
          break;
        }
      }
    }
    // At most 100 are expected; 131 is the 0.1 % point of the binomial.
    expect(wrong).toBeLessThan(131);
    expect(wrong).toBeGreaterThan(20);
  });
});
