import { expect, test } from 'vitest';
import { fewestPrompts, signTest } from './sign-test.ts';

test('the sign test counts coin throws', () => {
  expect(signTest(0, 0)).toBe(1);
  expect(signTest(7, 0)).toBeCloseTo(1 / 128, 12);
  expect(signTest(9, 1)).toBeCloseTo(11 / 1024, 12);
  expect(signTest(2, 3)).toBeCloseTo(26 / 32, 12);
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
