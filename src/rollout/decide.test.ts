import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attemptAlpha, decide, rollbackEvidence, rollbackGoal } from './decide.ts';
import { PLAN } from './fixtures/leaves.ts';
import { mergeEvidence, NO_METRIC_EVIDENCE } from './merge-evidence.ts';
import { shareInForce, startPosition } from './position.ts';
import { requirePlan } from './require-plan.ts';
import type { MetricEvidence, RolloutEvidence, RolloutPosition } from './rollout-events.ts';

const RUNNING = startPosition({ epoch: 3, attempt: 1, at: 1000 });
const GOAL = rollbackGoal(PLAN, 1);
const NOTHING = mergeEvidence([]);

const evidenceOf = (exposures: number, each: Partial<MetricEvidence>, ids = PLAN.metrics): RolloutEvidence => ({
  exposures,
  metrics: Object.fromEntries(ids.map(({ id }) => [id, { ...NO_METRIC_EVIDENCE, ...each }])),
});
const LATE = RUNNING.since + PLAN.stages[0]!.minMs;
const SAFE = evidenceOf(1000, { logPromotion: Math.log(100) });

describe('alpha of an attempt', () => {
  test('all attempts together spend what is stated', () => {
    let spent = 0;
    for (let attempt = 1; attempt <= 10_000; attempt += 1) spent += attemptAlpha(0.01, attempt);
    expect(spent).toBeLessThan(0.01);
    expect(spent).toBeGreaterThan(0.00999);
    expect(attemptAlpha(0.01, 1)).toBeCloseTo(0.0060793, 7);
  });
});

describe('what the rule says', () => {
  test('stay, before time, exposures and evidence are there', () => {
    expect(decide(PLAN, RUNNING, NOTHING, LATE)).toBeNull();
    expect(decide(PLAN, RUNNING, SAFE, LATE - 1)).toBeNull();
    expect(decide(PLAN, RUNNING, { ...SAFE, exposures: 999 }, LATE)).toBeNull();
    expect(decide(PLAN, RUNNING, evidenceOf(1000, { logPromotion: Math.log(99.9) }), LATE)).toBeNull();
    expect(decide(PLAN, RUNNING, SAFE, LATE)).toEqual({ action: 'advance', metric: null });
  });

  test('exposures are those of the stage', () => {
    const second: RolloutPosition = { ...RUNNING, stage: 1, exposuresBefore: 1000 };
    expect(decide(PLAN, second, SAFE, LATE)).toBeNull();
    expect(decide(PLAN, second, { ...SAFE, exposures: 2000 }, LATE)?.action).toBe('advance');
  });

  test('complete in the last stage', () => {
    const last: RolloutPosition = { ...RUNNING, stage: 4 };
    expect(decide(PLAN, last, SAFE, LATE)).toEqual({ action: 'complete', metric: null });
  });

  test('a metric that is not required needs no evidence', () => {
    const { slow: _, ...metrics } = SAFE.metrics;
    expect(decide(PLAN, RUNNING, { ...SAFE, metrics }, LATE)?.action).toBe('advance');
    const { latch: __, ...fewer } = SAFE.metrics;
    expect(decide(PLAN, RUNNING, { ...SAFE, metrics: fewer }, LATE)).toBeNull();
  });

  test('rollback first, also while paused; one metric needs as much more as it weighs less', () => {
    const one = (log: number): RolloutEvidence => ({
      ...SAFE,
      metrics: { ...SAFE.metrics, latch: { ...SAFE.metrics.latch!, logRollback: log } },
    });
    // The evidence of the six other metrics is 1 each.
    const enough = Math.log(7 * Math.exp(GOAL) - 6);
    expect(decide(PLAN, RUNNING, one(enough - 1e-9), LATE)?.action).toBe('advance');
    const back = { action: 'rollback', metric: 'latch' };
    expect(decide(PLAN, RUNNING, one(enough + 1e-9), LATE)).toEqual(back);
    expect(decide(PLAN, { ...RUNNING, status: 'paused' }, one(enough + 1e-9), 0)).toEqual(back);
    expect(decide(PLAN, { ...RUNNING, status: 'paused' }, SAFE, LATE)).toBeNull();
    expect(decide(PLAN, { ...RUNNING, attempt: 2 }, one(enough + 1e-9), LATE)?.action).toBe('advance');
  });

  test('nothing follows a rollback, nor a completion that holds nothing back', () => {
    const against = evidenceOf(9e9, { logRollback: 99 });
    const last = PLAN.stages.length - 1;
    expect(PLAN.stages[last]?.share).toBe(100_000);
    expect(decide(PLAN, { ...RUNNING, status: 'rolled-back' }, against, 9e12)).toBeNull();
    expect(decide(PLAN, { ...RUNNING, stage: last, status: 'completed' }, against, 9e12)).toBeNull();
  });

  test('after a completion a share that is held back still takes the canary back, and nothing else', () => {
    const stages = [{ ...PLAN.stages[0]!, share: 99_000 }];
    const completed = { ...RUNNING, stage: 0, status: 'completed' as const };
    expect(shareInForce({ ...PLAN, stages }, completed)).toBe(99_000);
    const against = evidenceOf(9e9, { logRollback: 99 });
    expect(decide({ ...PLAN, stages }, completed, against, 9e12)?.action).toBe('rollback');
    expect(decide({ ...PLAN, stages }, completed, evidenceOf(9e9, { logPromotion: 99 }), 9e12)).toBeNull();
  });

  test('more evidence against any metric never speaks for staying, and is finite where exp is not', () => {
    const log = fc.double({ min: -2000, max: 2000, noNaN: true });
    fc.assert(
      fc.property(fc.array(log, { minLength: 7, maxLength: 7 }), fc.nat({ max: 6 }), log, (logs, nth, other) => {
        const metrics = PLAN.metrics.map(
          ({ id }, i) => [id, { ...NO_METRIC_EVIDENCE, logRollback: logs[i]! }] as const,
        );
        const before = rollbackEvidence(PLAN, { exposures: 0, metrics: Object.fromEntries(metrics) });
        const more = Math.max(logs[nth]!, other);
        const raised = { ...NO_METRIC_EVIDENCE, logRollback: more };
        const changed = { ...Object.fromEntries(metrics), [PLAN.metrics[nth]!.id]: raised };
        const after = rollbackEvidence(PLAN, { exposures: 0, metrics: changed });
        expect(Number.isFinite(after.log)).toBe(true);
        expect(after.log).toBeGreaterThanOrEqual(before.log - 1e-9);
      }),
    );
  });
});

describe('evidence of several gateways', () => {
  const whole = fc.integer({ min: 0, max: 1000 });
  const metric = fc.record({
    pairs: whole,
    canaryHarms: whole,
    controlHarms: whole,
    logRollback: whole,
    logPromotion: whole,
  });
  const evidence: fc.Arbitrary<RolloutEvidence> = fc.record({
    exposures: whole,
    metrics: fc.dictionary(fc.constantFrom('latch', 'judge', 'error'), metric).map((metrics) => ({ ...metrics })),
  });

  test('adds up: in any order, in any groups, with nothing as its empty element', () => {
    fc.assert(
      fc.property(evidence, evidence, evidence, (a, b, c) => {
        expect(mergeEvidence([a, b])).toEqual(mergeEvidence([b, a]));
        expect(mergeEvidence([mergeEvidence([a, b]), c])).toEqual(mergeEvidence([a, mergeEvidence([b, c])]));
        expect(mergeEvidence([a, NOTHING])).toEqual(a);
        expect(mergeEvidence([a])).toEqual(a);
      }),
    );
  });
});

test('plans that cannot be kept are refused', () => {
  expect(() => requirePlan(PLAN)).not.toThrow();
  const [first, second] = PLAN.stages;
  const wrong: readonly Partial<typeof PLAN>[] = [
    { stages: [] },
    { stages: [second!, first!] },
    { stages: [{ ...first!, share: 100_001 }] },
    { stages: [{ ...first!, minMs: 0.5 }] },
    { metrics: [] },
    { metrics: [PLAN.metrics[0]!, PLAN.metrics[0]!] },
    { metrics: [{ ...PLAN.metrics[0]!, margin: 100_000 }] },
    { metrics: [{ ...PLAN.metrics[0]!, weight: 0 }] },
    { alpha: 0 },
    { beta: 100_000 },
    { perUnit: { answers: 0, windowMs: 1 } },
    { labelWithinMs: -1 },
    { slowMs: Number.NaN },
  ];
  for (const more of wrong) expect(() => requirePlan({ ...PLAN, ...more })).toThrow(RangeError);
});
