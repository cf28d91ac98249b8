import { expect, test } from 'vitest';
import { knownDataOf } from '../fixtures/toy-history.ts';
import { pooled, targetTokens } from './row-tokens.ts';

test('a row has its end and one token for eight letters at least, one and a half for each letter or all tokens at most', () => {
  const row = { rows: 10, targetChars: 800 };
  expect(targetTokens([knownDataOf({ ...row, tokens: [100, 200] })])).toEqual([11, 121]);
  expect(targetTokens([knownDataOf({ ...row, tokens: [100, 5000] })])).toEqual([11, 500]);
});

test('of several data the rows count together', () => {
  const data = [
    knownDataOf({ rows: 10, targetChars: 800, tokens: [1, 3000] }),
    knownDataOf({ rows: 30, targetChars: 0, tokens: [1, 1000] }),
  ];
  // 20 letters and 100 tokens a row.
  expect(targetTokens(data)).toEqual([3.5, 100]);
});

test('no rows have no tokens, and no mean', () => {
  expect([targetTokens([]), targetTokens([knownDataOf({ rows: 0 })])]).toEqual([null, null]);
  expect([pooled([], () => 1), pooled([knownDataOf({ rows: 0 })], () => 1)]).toEqual([null, null]);
});

test('a mean over all rows weighs data by their rows, and is unknown if any part is', () => {
  const data = [knownDataOf({ rows: 10, targetEntropy: 4 }), knownDataOf({ rows: 30, targetEntropy: 2 })];
  expect(pooled(data, ({ targetEntropy }) => targetEntropy)).toBe(2.5);
  expect(pooled(data, ({ rows }) => (rows === 10 ? 1 : undefined))).toBeNull();
  expect(pooled([...data, knownDataOf({ isPreference: true })], () => 1)).toBeNull();
});
