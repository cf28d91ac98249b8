import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ChangeEvidence, evidenceOfP, evidenceValue, NO_EVIDENCE, seePValue } from './evidence.ts';

test('the evidence of a uniform p-value is 1 on average, and falls as p grows', () => {
  const steps = 200_000;
  let sum = 0;
  // Midpoint rule for the integral, in u with p = u^4, because the evidence is unbounded at 0.
  for (let i = 0; i < steps; i++) {
    const u = (i + 0.5) / steps;
    sum += (evidenceOfP(u ** 4) * 4 * u ** 3) / steps;
  }
  // The shortfall is the part below the first step: the tail falls only as 1/ln(p).
  expect(sum).toBeLessThan(1);
  expect(sum).toBeGreaterThan(0.95);
  fc.assert(
    fc.property(
      fc.double({ min: 1e-9, max: 1, noNaN: true }),
      fc.double({ min: 1e-9, max: 1, noNaN: true }),
      (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(evidenceOfP(low)).toBeGreaterThanOrEqual(evidenceOfP(high) * (1 - 1e-6));
      },
    ),
  );
  expect(evidenceOfP(1)).toBeCloseTo(0.5, 9);
  expect(() => evidenceOfP(0)).toThrow(RangeError);
});

test('the value is the mixture over the check at which the change came', () => {
  const p = [0.4, 0.9, 0.02, 0.003, 0.5];
  const factors = p.map(evidenceOfP);
  let mixture = 1 / (p.length + 1);
  for (let start = 0; start < p.length; start++)
    mixture += factors.slice(start).reduce((product, factor) => product * factor, 1 / ((start + 1) * (start + 2)));
  expect(evidenceValue(p.reduce(seePValue, NO_EVIDENCE))).toBeCloseTo(mixture, 10);
  expect(evidenceValue(NO_EVIDENCE)).toBe(1);
});

test('long histories stay within numbers that can be written', () => {
  const after = (p: number, checks: number) =>
    Array.from({ length: checks }, () => p).reduce<ChangeEvidence>(seePValue, NO_EVIDENCE);
  expect(evidenceValue(after(1e-5, 1000))).toBe(1e300);
  expect(JSON.parse(JSON.stringify(after(1e-5, 1000)))).toEqual(after(1e-5, 1000));
  const quiet = after(1, 10_000);
  expect(evidenceValue(quiet)).toBeGreaterThan(0);
  // Detecting a change after 10,000 quiet checks costs the logarithm of their number.
  expect(evidenceValue([1e-5, 1e-5, 1e-5, 1e-5].reduce(seePValue, quiet))).toBeGreaterThan(100);
});
