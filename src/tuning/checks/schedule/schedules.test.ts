import { expect, test } from 'vitest';
import { SCHEDULES } from './schedules.ts';

const SHAPE = { total: 100, warmup: 10, peak: 1e-3, cycles: 2, decay: 20 };

// Calculated by hand from the formulas of `transformers.optimization`.
test.each([
  ['constant', 50, 1],
  ['constant_with_warmup', 5, 0.5],
  ['constant_with_warmup', 50, 1],
  ['linear', 5, 0.5],
  ['linear', 55, 0.5],
  ['linear', 100, 0],
  ['cosine', 55, 0.5],
  ['cosine', 40, 0.75],
  ['cosine_with_restarts', 32.5, 0.5],
  ['cosine_with_restarts', 55, 1],
  ['cosine_with_restarts', 100, 0],
  ['polynomial', 55, 0.50005],
  ['polynomial', 101, 1e-4],
  ['inverse_sqrt', 10, 1],
  ['inverse_sqrt', 40, 0.5],
  ['warmup_stable_decay', 80, 1],
  ['warmup_stable_decay', 90, 0.5],
  ['warmup_stable_decay', 100, 0],
] as const)('%s after %d steps', (name, step, share) => {
  expect(SCHEDULES[name]!(step, SHAPE)).toBeCloseTo(share, 10);
});

test('inverse_sqrt without warm-up has a timescale of 10,000', () => {
  expect(SCHEDULES.inverse_sqrt!(30_000, { ...SHAPE, warmup: 0 })).toBeCloseTo(0.5, 10);
});
