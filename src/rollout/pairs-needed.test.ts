import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AnswerFacts } from '../schema/index.ts';
import { seededRandom } from '../stats/index.ts';
import { decide } from './decide.ts';
import { PLAN } from './fixtures/leaves.ts';
import { type PairLabels, PairsNeeded } from './pairs-needed.ts';
import { startPosition } from './position.ts';
import type { Arm } from './rollout-events.ts';
import { RolloutFold } from './rollout-fold.ts';
import type { MetricId, RolloutPlan } from './rollout-plan.ts';

const FACTS: AnswerFacts = {
  at: 0,
  model: 'm',
  stage: 'canary',
  bucket: 1,
  requestLanguage: 'en',
  state: 'complete',
  outcome: 'compliance',
  latched: false,
  chars: 40,
  finish: 'stop',
  language: 'en',
  opening: null,
  repetition: null,
  toolJson: null,
  firstTextMs: 10,
  tokensPerSecond: null,
  isRetry: false,
};

/** Facts that only this metric finds harmful. */
const HARM: Partial<Record<MetricId, Partial<AnswerFacts>>> = {
  'refuse-then-comply': { outcome: 'refuse-then-comply' },
  latch: { latched: true },
  partial: { outcome: 'partial' },
  error: { state: 'failed' },
  slow: { firstTextMs: 60_000 },
};

/** A plan without minimum times, in which every answer counts. */
const QUICK: RolloutPlan = {
  ...PLAN,
  metrics: PLAN.metrics.filter(({ id }) => id !== 'judge'),
  stages: [{ share: 50_000, policy: 'final', minMs: 0, minExposures: 0 }],
  perUnit: { answers: 1_000_000, windowMs: 3_600_000 },
};

/**
 * Returns the number of pairs until the real fold decides, fed with requests, answers and probes; null if it never
 * does.
 */
function byFold(plan: RolloutPlan, metric: MetricId, pairs: readonly PairLabels[], action: string): number | null {
  const fold = new RolloutFold(plan, 1);
  fold.enter(50_000);
  const position = startPosition({ epoch: 1, attempt: 1, at: 0 });
  for (const [i, [canary, control]] of pairs.entries()) {
    const arms: readonly (readonly [Arm, 0 | 1])[] = [
      ['canary', canary],
      ['stable', control],
    ];
    for (const [n, [arm, harm]] of arms.entries()) {
      if (metric === 'probe') fold.see({ kind: 'probe', at: i, draw: i, arm, complied: harm === 1 });
      else {
        const intent = 2 * i + n;
        fold.see({ kind: 'request', at: i, intent, arm, bucket: i % 1000, stratum: 'en' });
        fold.see({ kind: 'answer', at: i, intent, facts: { ...FACTS, ...(harm === 1 ? HARM[metric] : {}) } });
      }
    }
    if (decide(plan, position, fold.evidence, i)?.action === action) return i + 1;
  }
  return null;
}

function drawn(rate: number, control: number, seed: number, count: number): PairLabels[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => [random() < rate ? 1 : 0, random() < control ? 1 : 0]);
}

describe.each(['refuse-then-comply', 'latch', 'partial', 'error', 'slow', 'probe'] as const)('%s', (metric) => {
  test('a rollback takes as many pairs as the fold of a log takes', () => {
    const needed = new PairsNeeded(QUICK, 1, 2000);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), fc.constantFrom(0.1, 0.2, 0.57), (seed, rate) => {
        const pairs = drawn(rate, 0.02, seed, 600);
        expect(needed.rollback(metric, pairs)).toBe(byFold(QUICK, metric, pairs, 'rollback'));
      }),
      { numRuns: 20, seed: 14 },
    );
  });

  test('and a promotion, where the metric alone is required', () => {
    const plan = { ...QUICK, metrics: QUICK.metrics.map((one) => ({ ...one, isRequired: one.id === metric })) };
    const least = new PairsNeeded(plan, 1, 2000).promotion(metric);
    expect(least).toBe(byFold(plan, metric, drawn(0, 0, 1, 2000), 'complete'));
    expect(least).toBeGreaterThan(100);
  });
});

test('a later start needs more evidence, a wider margin more pairs', () => {
  const pairs = drawn(0.57, 0.02, 5, 1000);
  const by = (plan: RolloutPlan, attempt: number) => new PairsNeeded(plan, attempt, 1000).rollback('latch', pairs)!;
  const wide = { ...QUICK, metrics: QUICK.metrics.map((one) => ({ ...one, margin: 20_000 })) };
  expect(by(QUICK, 5)).toBeGreaterThan(by(QUICK, 1));
  expect(by(wide, 1)).toBeGreaterThan(by(QUICK, 1));
});

test('what takes longer than it is waited for is null', () => {
  const needed = new PairsNeeded(QUICK, 1, 10);
  expect(needed.rollback('latch', drawn(0.57, 0.02, 5, 1000))).toBeNull();
  expect(needed.promotion('latch')).toBeNull();
  expect(new PairsNeeded(QUICK, 1, 1000).rollback('latch', [])).toBeNull();
});

test('a metric that is not in the plan, and a plan that cannot be kept, are refused', () => {
  expect(() => new PairsNeeded(QUICK, 1, 10).promotion('judge')).toThrow(RangeError);
  expect(() => new PairsNeeded({ ...QUICK, metrics: [] }, 1, 10)).toThrow(RangeError);
});
