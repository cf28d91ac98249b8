import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainScheduler, SCHEDULES } from './schedules.ts';

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

// 45 of 90 steps after the warm-up are half of the way; 82.5 are eleven twelfths.
test.each([
  ['linear', 55, { floor: 0.1 }, 0.55],
  ['cosine', 100, { floor: 0.1 }, 0.1],
  ['cosine', 100, { waves: 1 }, 1],
  ['cosine', 55, { waves: 1 }, 0],
  ['cosine_with_min_lr', 55, { floor: 0.2 }, 0.6],
  ['cosine_warmup_with_min_lr', 4, {}, 0.5],
  ['cosine_warmup_with_min_lr', 54, {}, 0.5],
  ['polynomial', 55, { power: 2, floor: 0.2 }, 0.4],
  ['polynomial', 101, { floor: 0.2 }, 0.2],
  ['warmup_stable_decay', 5, { floor: 0.2 }, 0.6],
  ['warmup_stable_decay', 90, { fall: 'linear', floor: 0.2 }, 0.6],
  ['warmup_stable_decay', 92.8, { fall: '1-sqrt' }, 0.2],
  ['warmup_stable_decay', 100, { floor: 0.2 }, 0.2],
  ['warmup_stable_decay', 120, {}, 0],
] as const)('%s after %d steps with %j', (name, step, changes, share) => {
  expect(SCHEDULES[name]!(step, { ...SHAPE, ...changes })).toBeCloseTo(share, 10);
});

test('every schedule stays within 0 and 1, and begins with its warm-up', () => {
  const shape = fc.record({
    total: fc.integer({ min: 2, max: 1000 }),
    warmup: fc.nat(1),
    cycles: fc.integer({ min: 1, max: 4 }),
    decay: fc.nat(1),
    floor: fc.constantFrom(0, 0.1, 1),
  });
  fc.assert(
    fc.property(fc.constantFrom(...Object.values(SCHEDULES)), shape, fc.nat(1000), (schedule, one, step) => {
      const share = schedule(Math.min(step, one.total), { ...one, peak: 1e-3 });
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1 + 1e-12);
    }),
  );
});

test('what falls never rises again once it is warm', () => {
  const falling = [
    'linear',
    'cosine',
    'cosine_with_min_lr',
    'polynomial',
    'inverse_sqrt',
    'warmup_stable_decay',
  ] as const;
  const step = fc.integer({ min: 10, max: 99 });
  fc.assert(
    fc.property(fc.constantFrom(...falling), step, fc.constantFrom(0, 0.3), (name, at, floor) => {
      const share = (steps: number) => SCHEDULES[name]!(steps, { ...SHAPE, floor });
      expect(share(at + 1)).toBeLessThanOrEqual(share(at) + 1e-12);
    }),
  );
});

test.each([
  ['cosine', 'cosine'],
  [' SchedulerType.COSINE ', 'cosine'],
  ['get_cosine_schedule_with_warmup', 'cosine'],
  ['transformers.get_linear_schedule_with_warmup', 'linear'],
  ['constant_with_warmup', 'constant_with_warmup'],
  ['WSD', 'warmup_stable_decay'],
  ['', ''],
])('%j is the schedule %s', (name, plain) => expect(plainScheduler(name)).toBe(plain));
