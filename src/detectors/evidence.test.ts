import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { benignRate, greater, lesser, weigh } from './evidence.ts';

describe('weigh', () => {
  test('a whole attack file blocks, however small', () => {
    expect(weigh(10, 10, 0.01).level).toBe('block');
    expect(weigh(100, 100, 0.01).level).toBe('block');
  });

  test('a needle of 1 % in 1,000 is reviewed at a benign rate of 1 in 1,000', () => {
    expect(weigh(10, 1000, 0.001).level).toBe('review');
    expect(weigh(10, 1000, 0.0003).level).toBe('block');
  });

  test('what benign data show is not more than info', () => {
    expect(weigh(1, 1000, 0.001).level).toBe('info');
    expect(weigh(13, 1000, 0.01).level).toBe('info');
    expect(weigh(2, 2, 0.0001).level).toBe('info');
    expect(weigh(0, 0, 0.01)).toMatchObject({ level: 'info', interval: [0, 1], confidence: 0 });
  });

  test('the confidence is 1 less the corrected probability', () => {
    // P(X >= 2) of 2 at 10 % is 1 %, times the ten detectors.
    expect(weigh(2, 2, 0.1).confidence).toBeCloseTo(0.9, 12);
    expect(weigh(2, 2, 0.1, { tries: 5 }).confidence).toBeCloseTo(0.5, 12);
  });

  test('bars hold a level down', () => {
    expect(weigh(50, 1000, 0.001, { blockShare: 0.1 }).level).toBe('review');
    expect(weigh(50, 1000, 0.001, { reviewShare: 0.1 }).level).toBe('info');
    expect(weigh(9, 9, 0.001, { leastCount: 10 }).level).toBe('info');
  });

  test('the level never falls with the count and never rises with the benign rate', () => {
    const rank = { info: 0, review: 1, block: 2 };
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2000 }),
        fc.nat(2000),
        fc.double({ min: 1e-5, max: 0.4, noNaN: true }),
        (of, raw, rate) => {
          const count = raw % of;
          const here = weigh(count, of, rate);
          expect(rank[weigh(count + 1, of, rate).level]).toBeGreaterThanOrEqual(rank[here.level]);
          expect(rank[weigh(count, of, rate * 1.5).level]).toBeLessThanOrEqual(rank[here.level]);
          expect(here.confidence).toBeGreaterThanOrEqual(0);
          expect(here.confidence).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 200 },
    );
  });
});

test('a measure that nobody measured flags nothing', () => {
  expect(weigh(1000, 1000, benignRate('no such measure')).level).toBe('info');
});

test('lesser and greater', () => {
  expect(lesser('block', 'info')).toBe('info');
  expect(greater('review', 'info')).toBe('review');
});
