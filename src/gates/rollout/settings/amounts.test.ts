import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chanceOf, durationMs, shareOf, wholeOf } from './amounts.ts';

const refusal = (en: string, ja: string) =>
  expect.objectContaining({
    code: 'usage',
    localized: { en: expect.stringContaining(en), ja: expect.stringContaining(ja) },
  });

describe('a length of time', () => {
  test.each([
    ['250ms', 250],
    ['30s', 30_000],
    ['10m', 600_000],
    ['2h', 7_200_000],
    ['1d', 86_400_000],
    [' 1.5 h ', 5_400_000],
    ['0s', 0],
  ])('%j is %d ms', (text, ms) => {
    expect(durationMs(text, 'x')).toBe(ms);
  });

  test.each(['', '30', 's', '-1s', '1w', '1,5h', '1.h', '.5h', '1e3s', '1h30m', '9007199254740992ms', '１s'])(
    '%j is refused at its setting',
    (text) => {
      expect(() => durationMs(text, 'stages[0].for')).toThrow(refusal(`stages[0].for: "${text}"`, `「${text}」は時間`));
    },
  );
});

describe('a share', () => {
  test.each([
    ['0%', 0],
    ['0.001%', 1],
    ['0.5%', 500],
    ['5 %', 5000],
    ['5％', 5000],
    ['100%', 100_000],
    ['99.999%', 99_999],
  ])('%j is %d in 100,000', (text, share) => {
    expect(shareOf(text, 'x')).toBe(share);
  });

  test.each(['', '%', '5', '0.05', '100.001%', '101%', '0.0001%', '-1%', '5%%', '5 percent'])(
    '%j is refused',
    (text) => {
      expect(() => shareOf(text, 'x')).toThrow(refusal(`x: "${text}" is not a share`, '割合として'));
    },
  );

  test('every step of a thousandth of a percent is exact', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (steps) => {
        expect(shareOf(`${(steps / 1000).toFixed(3)}%`, 'x')).toBe(steps);
      }),
    );
  });
});

test('a chance is above 0 and below 1, in steps of 1 in 100,000', () => {
  expect(chanceOf(0.01, 'x')).toBe(1000);
  expect(chanceOf(0.00001, 'x')).toBe(1);
  expect(chanceOf(0.99999, 'x')).toBe(99_999);
  for (const value of [0, 1, -0.1, 0.000004, 0.999996, 2, Number.NaN])
    expect(() => chanceOf(value, 'alpha')).toThrow(refusal(`alpha: ${value} is not a probability`, '確率'));
});

test('a whole number is exact and at least the least', () => {
  expect(wholeOf(1, 1, 'x')).toBe(1);
  expect(wholeOf(0, 0, 'x')).toBe(0);
  for (const value of [0, 1.5, Number.NaN, 2 ** 53, Number.POSITIVE_INFINITY])
    expect(() => wholeOf(value, 1, 'weight')).toThrow(
      refusal(`weight: ${value} is not a whole number`, '1 以上の整数'),
    );
});
