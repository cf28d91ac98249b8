import { expect, test } from 'vitest';
import { bounds, chosen, countAndShare, evidence } from './numbers.ts';

test('an e-value from its logarithm, however large', () => {
  expect([0.001, 0.42, 1, 17.2, 99_998].map((e) => evidence(Math.log(e)))).toEqual([
    '< 0.01',
    '0.42',
    '1.0',
    '17',
    '99,998',
  ]);
  expect(evidence(Math.log(3.2) + 12 * Math.LN10)).toBe('3.2e12');
  expect(evidence(Math.log(9.99) + 12 * Math.LN10)).toBe('1.0e13');
  expect(evidence(2000)).toBe('3.9e868');
  expect(evidence(Number.NEGATIVE_INFINITY)).toBe('< 0.01');
});

test('shares as somebody chose them', () => {
  expect([0.01, 0.05, 0.001, 0.0005, 0.1].map(chosen)).toEqual(
    ['1', '5', '0.1', '0.05', '10'].map((n) => `${n}\u00a0%`),
  );
});

test('counts with shares are as wide for any share, and nothing is nothing', () => {
  expect([0, 2, 9].map((k) => countAndShare({ k, n: 9 }).length)).toEqual([10, 10, 10]);
  expect(countAndShare({ k: 0, n: 0 })).toBe('–');
});

test('bounds without digits that say nothing', () => {
  expect(bounds([0, 0.5034])).toBe('0–50.3\u00a0%');
  expect(bounds([0.47, 1])).toBe('47–100\u00a0%');
});
