import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chance, chanceInWords, grouped, percent, percentRange } from './numbers.ts';

test.each([
  [0, '0 %'],
  [1, '100 %'],
  [0.1234, '12.3 %'],
  [0.01, '1.0 %'],
  [0.00994, '0.99 %'],
  [0.0001, '0.01 %'],
  [0.00009, '< 0.01 %'],
])('the share %d is %s', (share, text) => {
  expect(percent(share).replaceAll('\u00a0', ' ')).toBe(text);
});

test('a range has two digits only where its high end is below one percent', () => {
  expect(percentRange([0.078, 0.173])).toBe('7.8–17.3\u00a0%');
  expect(percentRange([0.001, 0.01])).toBe('0.1–1.0\u00a0%');
  expect(percentRange([0.0012, 0.0099])).toBe('0.12–0.99\u00a0%');
});

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [1234567, '1,234,567'],
  [-1234, '-1,234'],
  [-123, '-123'],
])('%d is grouped as %s', (value, text) => {
  expect(grouped(value)).toBe(text);
});

test('groups are of three, and the number can be read back', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (value) => {
      expect(grouped(value)).toMatch(/^-?\d{1,3}(,\d{3})*$/);
      expect(Number(grouped(value).replaceAll(',', ''))).toBe(value);
    }),
  );
});

test.each([
  [1, '< 1e-9'],
  [0.99997, '3e-5'],
  [0.98, '0.020'],
  [0.999, '0.0010'],
])('a confidence of %d leaves %s to chance', (confidence, text) => {
  expect(chance(confidence)).toBe(text);
});

test.each([
  [1e-10, 'less than 1 in 1,000,000,000', '10 億分の 1 未満'],
  [1 / 640, 'about 1 in 640', '約 640 分の 1'],
  [1 / 12_345, 'about 1 in 12,000', '約 12,000 分の 1'],
  [0.05, 'about 1 in 20', '約 20 分の 1'],
  [0.12, 'about 12 %', '約 12 %'],
])('a probability of %d is told as "%s"', (probability, en, ja) => {
  const told = chanceInWords(probability);
  expect([told.en, told.ja].map((text) => text.replaceAll('\u00a0', ' '))).toEqual([en, ja]);
});
