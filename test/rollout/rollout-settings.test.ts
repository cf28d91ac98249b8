import { describe, expect, test } from 'vitest';
import type { RolloutOption } from '../../src/gates/rollout/settings/rollout-options.ts';
import { rolloutSettings } from '../../src/gates/rollout/settings/rollout-settings.ts';
import type { ServedModelOption } from '../../src/gates/serve/serve-options.ts';
import { requirePlan } from '../../src/rollout/index.ts';
import { MODELS } from './rollout-replica.ts';

const settingsOf = (option: Partial<RolloutOption> = {}, models: Record<string, ServedModelOption> = MODELS) =>
  rolloutSettings({ m: { canary: 'm-tuned', ...option } }, models)[0]!;

test('what is meant where nothing is said', () => {
  const { plan, unit, probes, entry } = settingsOf();
  expect({ unit, probes, entry }).toEqual({ unit: 'user', probes: 'core', entry: null });
  expect(plan.stages.map(({ share, policy, minMs, minExposures }) => [share, policy, minMs, minExposures])).toEqual(
    [1000, 5000, 25_000, 50_000, 100_000].map((share) => [share, 'final', 3_600_000, 100]),
  );
  expect(plan).toMatchObject({
    model: 'm',
    stable: { model: 'm', digest: 'sha256:before' },
    canary: { model: 'm-tuned', digest: 'sha256:after' },
    alpha: 1000,
    beta: 1000,
    perUnit: { answers: 3, windowMs: 3_600_000 },
    pairWithinMs: 600_000,
    labelWithinMs: 600_000,
    slowMs: 10_000,
    probesPerHour: 20,
  });
  // A judge is used only if requested.
  expect(plan.metrics.map(({ id }) => id)).toEqual([
    'refuse-then-comply',
    'latch',
    'partial',
    'error',
    'slow',
    'probe',
  ]);
  expect(() => requirePlan(plan)).not.toThrow();
});

test('a metric can be left out, or asked for', () => {
  const { plan, probes } = settingsOf({ metrics: { slow: false, judge: { margin: '2%' } }, probes: false });
  expect(plan.metrics.map(({ id }) => id)).toEqual(['refuse-then-comply', 'latch', 'partial', 'error', 'judge']);
  expect(plan.metrics.find(({ id }) => id === 'judge')).toEqual({
    id: 'judge',
    margin: 2000,
    weight: 4,
    isRequired: true,
  });
  expect({ probes, perHour: plan.probesPerHour }).toEqual({ probes: null, perHour: 0 });
});

describe('what cannot be meant is a usage error that names the setting', () => {
  const stage = { share: '5%' };
  test.each<[Partial<RolloutOption>, string]>([
    [{ canary: 'm' }, 'serve.rollouts.m.canary'],
    [{ canary: 'nobody' }, '"nobody" is not in serve.models'],
    [{ canary: 'toString' }, '"toString" is not in serve.models'],
    [{ stages: [] }, 'serve.rollouts.m.stages'],
    [{ stages: ['5%', '5%'] }, 'serve.rollouts.m.stages'],
    [{ stages: ['50%', '5%'] }, 'serve.rollouts.m.stages'],
    [{ stages: ['0%'] }, 'serve.rollouts.m.stages'],
    [{ stages: ['101%'] }, 'serve.rollouts.m.stages[0]'],
    [{ stages: ['0.0001%'] }, 'serve.rollouts.m.stages[0]'],
    [{ stages: ['5'] }, 'serve.rollouts.m.stages[0]'],
    [{ stages: ['1%', { ...stage, for: 'soon' }] }, 'serve.rollouts.m.stages[1].for'],
    [{ stages: [{ ...stage, answers: -1 }] }, 'serve.rollouts.m.stages[0].answers'],
    [{ stages: [{ ...stage, answers: 1.5 }] }, 'serve.rollouts.m.stages[0].answers'],
    [{ alpha: 0 }, 'serve.rollouts.m.alpha'],
    [{ alpha: 1 }, 'serve.rollouts.m.alpha'],
    [{ alpha: 1e-9 }, 'serve.rollouts.m.alpha'],
    [{ beta: Number.NaN }, 'serve.rollouts.m.beta'],
    [{ metrics: { error: { margin: '-1%' } } }, 'serve.rollouts.m.metrics.error.margin'],
    [{ metrics: { error: { margin: '100%' } } }, 'serve.rollouts.m.metrics.error.margin'],
    [{ metrics: { error: { weight: 1.5 } } }, 'serve.rollouts.m.metrics.error.weight'],
    [{ metrics: { error: { weight: -1 } } }, 'serve.rollouts.m.metrics.error.weight'],
    [
      {
        probes: false,
        metrics: { error: { weight: 0 }, slow: false, latch: false, partial: false, 'refuse-then-comply': false },
      },
      'serve.rollouts.m.metrics',
    ],
    [
      {
        probes: false,
        metrics: { error: false, slow: false, latch: false, partial: false, 'refuse-then-comply': false },
      },
      'serve.rollouts.m.metrics',
    ],
    [{ perUnit: { answers: 0 } }, 'serve.rollouts.m.perUnit.answers'],
    [{ perUnit: { per: '0s' } }, 'serve.rollouts.m.perUnit.per'],
    [{ perUnit: { per: '1 week' } }, 'serve.rollouts.m.perUnit.per'],
    [{ pairWithin: '' }, 'serve.rollouts.m.pairWithin'],
    [{ pairWithin: '99999999999999d' }, 'serve.rollouts.m.pairWithin'],
    [{ labelWithin: '-1s' }, 'serve.rollouts.m.labelWithin'],
    [{ slow: 'slow' }, 'serve.rollouts.m.slow'],
    [{ probes: { perHour: -1 } }, 'serve.rollouts.m.probes.perHour'],
    [{ probes: { margin: 'x' } }, 'serve.rollouts.m.probes.margin'],
    [{ entry: { compare: 'a.json', within: 'long ago' } }, 'serve.rollouts.m.entry.within'],
  ])('%j', (option, said) => {
    expect(() => settingsOf(option)).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringContaining(said) }),
    );
    try {
      settingsOf(option);
    } catch (error) {
      expect((error as { localized: { ja: string } }).localized.ja).toMatch(/[぀-ヿ一-鿿]/);
    }
  });

  test('one canary of two rollouts, a canary with a rollout of its own, one that is a fallback', () => {
    const models = { a: {}, b: {}, c: {} };
    const refused = (rollouts: Record<string, RolloutOption>, served: Record<string, ServedModelOption> = models) =>
      expect(() => rolloutSettings(rollouts, served)).toThrow(expect.objectContaining({ code: 'usage' }));
    refused({ a: { canary: 'c' }, b: { canary: 'c' } });
    refused({ a: { canary: 'b' }, b: { canary: 'c' } });
    // As a fallback, it would be served to everybody.
    refused({ a: { canary: 'b' } }, { ...models, c: { fallback: 'b' } });
    expect(rolloutSettings({ a: { canary: 'b' } }, { ...models, c: { fallback: 'a' } })).toHaveLength(1);
  });
});

test.each([
  ['250ms', 250],
  ['30s', 30_000],
  ['1.5h', 5_400_000],
  [' 2 d ', 172_800_000],
])('a length of time: %s', (text, ms) => expect(settingsOf({ slow: text }).plan.slowMs).toBe(ms));

test.each([
  ['0.001%', 1],
  ['12.5 %', 12_500],
  ['１％'.normalize('NFKC'), 1000],
  ['5％', 5000],
  ['100%', 100_000],
])('a share: %s', (text, share) => expect(settingsOf({ stages: [text] }).plan.stages[0]!.share).toBe(share));
