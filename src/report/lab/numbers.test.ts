import { expect, test } from 'vitest';
import { casesOf, DASH, outOf, plusMinus, rate, rateOutOf, tight, withInterval } from './numbers.ts';

test('rates, with their spread and their counts', () => {
  expect(rate(0.8)).toBe('0.80');
  expect(plusMinus({ mean: 0.8, sd: 0.094 })).toBe('0.80 ± 0.09');
  expect(plusMinus({ mean: 0.8, sd: null })).toBe('0.80');
  expect(withInterval({ mean: 0.8, se: 0.03, interval: [0.741, 0.859] })).toBe('0.80 [0.74, 0.86]');
  expect(withInterval({ mean: 0.8, se: null, interval: null })).toBe('0.80');
  expect(rateOutOf({ k: 1, n: 4 })).toBe('0.25 (1/4)');
  expect([0.8, 0.996, 1, 0.001, 0].map(tight)).toEqual(['.80', '1.0', '1.0', '.00', '0']);
});

test('nothing to count is a dash', () => {
  const nothing = { k: 0, n: 0 };
  const texts = [
    rate(null),
    rate(Number.NaN),
    tight(null),
    tight(Number.NaN),
    plusMinus(null),
    withInterval(null),
    outOf(nothing),
  ];
  expect([...texts, rateOutOf(nothing), casesOf([])]).toEqual(Array(9).fill(DASH));
});

test('cases are one number where all agree', () => {
  expect(
    casesOf([
      { k: 1, n: 96 },
      { k: 2, n: 96 },
    ]),
  ).toBe('96');
  expect(
    casesOf([
      { k: 1, n: 96 },
      { k: 2, n: 90 },
    ]),
  ).toBe('90–96');
});
