import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { ServeOptions } from '../../serve/serve-options.ts';
import type { RolloutOption } from '../settings/rollout-options.ts';
import { rolloutSettings } from '../settings/rollout-settings.ts';
import { assignmentVectors } from './assignment-vectors.ts';
import { CANARY_RATES, drawnPairs } from './metric-outlook.ts';
import { planWarnings } from './plan-warnings.ts';
import { previewRollouts, type RolloutPreview } from './rollout-preview.ts';

const MODELS = { m: { digest: 'sha256:before' }, 'm-tuned': { digest: 'sha256:after' } };
/** A configuration without warnings. */
const CAREFUL: ServeOptions = {
  models: MODELS,
  keys: [{ id: 'ops', hash: 'sha256:00', scopes: ['administer'] }],
  rollouts: {
    m: { canary: 'm-tuned', stages: ['1%', '99%'], unit: 'conversation', entry: { compare: 'nowhere.json' } },
  },
};

const preview = async (options: ServeOptions) => (await previewRollouts(options, 'm', 0))[0]!;

/** Returns the warnings of the careful configuration with these changes. */
function warned(more: Partial<RolloutOption>, options: Partial<ServeOptions> = {}): readonly string[] {
  const all = { ...CAREFUL, ...options, rollouts: { m: { ...CAREFUL.rollouts!.m!, ...more } } };
  return planWarnings(rolloutSettings(all.rollouts, all.models!)[0]!, all).map(({ id }) => id);
}

test('shares, chances and evidence as they follow from the settings', async () => {
  const { stages, alpha, beta, rollbackGoals, promotionGoal, probes, entry } = await preview(CAREFUL);
  expect(stages.map(({ share, requestsPerPair }) => [share, requestsPerPair])).toEqual([
    [0.01, 100],
    [0.99, 100],
  ]);
  expect([alpha, beta, promotionGoal]).toEqual([0.01, 0.01, 100]);
  // 1 / (0.9 * alpha * 6 / pi^2), and four times as much on the second start.
  expect(rollbackGoals[0]!.e).toBeCloseTo(Math.PI ** 2 / 6 / 0.009, 6);
  expect(rollbackGoals[1]!.e / rollbackGoals[0]!.e).toBeCloseTo(4, 9);
  expect(probes).toEqual({ from: 'core', perHour: 20 });
  expect(entry).toMatchObject({ admits: false, why: { en: expect.stringContaining('cannot be read') } });
});

test('a rise within the margin is no reason to go back; a larger one is found sooner', async () => {
  const { metrics } = await preview(CAREFUL);
  const latch = metrics.find(({ id }) => id === 'latch')!;
  expect(latch.rollback.map(({ isWithinMargin }) => isWithinMargin)).toEqual([true, false, false]);
  for (const { rollback } of metrics) {
    const pairs = rollback.flatMap(({ median, isWithinMargin }) => (isWithinMargin || median === null ? [] : [median]));
    expect(pairs).toEqual([...pairs].sort((a, b) => b - a));
    expect(pairs.length).toBeGreaterThan(1);
  }
  expect(metrics.find(({ id }) => id === 'refuse-then-comply')!.promotionPairs).toBeGreaterThan(latch.promotionPairs!);
});

test('pairs are drawn at the rates that are told', () => {
  for (const rate of CANARY_RATES) {
    const pairs = drawnPairs(rate, 3);
    let [canary, control] = [0, 0];
    for (let n = 0; n < 20_000; n += 1) {
      const [a, b] = pairs.next().value!;
      canary += a;
      control += b;
    }
    expect(Math.abs(canary / 20_000 - rate)).toBeLessThan(0.012);
    expect(Math.abs(control / 20_000 - 0.02)).toBeLessThan(0.005);
  }
});

test('the vectors of the assignment stay as they were published', () => {
  expect(assignmentVectors().map(({ unit, bucket }) => [unit, bucket])).toEqual([
    ['user:alice', 80996],
    ['user:佐藤', 24089],
    ['conversation:web:How do I fold a crane?', 81231],
    ['key:web', 9371],
  ]);
});

describe('warnings', () => {
  test('none for a careful configuration', async () => {
    expect(warned({})).toEqual([]);
    expect((await preview(CAREFUL)).warnings).toEqual([]);
  });

  test.each<{ id: string; more?: Partial<RolloutOption>; options?: Partial<ServeOptions> }>([
    { id: 'no-digest', options: { models: { ...MODELS, 'm-tuned': {} } } },
    { id: 'same-digest', options: { models: { ...MODELS, 'm-tuned': { digest: 'sha256:before' } } } },
    { id: 'no-administrator', options: { keys: [{ id: 'web', hash: 'sha256:00', scopes: ['use'] }] } },
    { id: 'user-names', more: { unit: 'user' } },
    { id: 'unit-key', more: { unit: 'key' } },
    { id: 'no-probes', more: { probes: false } },
    { id: 'margin-below-reader', more: { metrics: { 'refuse-then-comply': { margin: '0.1%' } } } },
    { id: 'no-time', more: { stages: [{ share: '1%', for: '0s' }, '99%'] } },
    { id: 'no-control', more: { stages: ['1%', '100%'] } },
    { id: 'observed', more: { stages: [{ share: '1%', guard: 'observe' }, '99%'] } },
    { id: 'no-judge', more: { metrics: { judge: {} } } },
    {
      id: 'nothing-required',
      more: {
        metrics: { 'refuse-then-comply': { required: false }, error: { required: false } },
        probes: { required: false },
      },
    },
  ])('$id', ({ id, more = {}, options = {} }) => {
    expect(warned(more, options)).toEqual([id]);
  });

  test('no-entry', () => {
    const { entry: _, ...rest } = CAREFUL.rollouts!.m!;
    const [settings] = rolloutSettings({ m: rest }, MODELS);
    expect(planWarnings(settings!, CAREFUL).map(({ id }) => id)).toEqual(['no-entry']);
  });
});

describe('a comparison that admits the canary', () => {
  const COMPARISON = {
    schema: 'zenbun.compare/1',
    decision: 'not-worse',
    run: { digests: { before: 'sha256:before', after: 'sha256:after' } },
  };

  test.each([
    ['as it should be', COMPARISON, 0, null],
    ['worse', { ...COMPARISON, decision: 'worse' }, 0, 'came out "worse"'],
    ['of other weights', { ...COMPARISON, run: { digests: { before: 'x', after: 'y' } } }, 0, 'compared before = x'],
    ['too old', COMPARISON, 15, 'is older than'],
  ])('%s', async (_, comparison, days, why) => {
    const folder = mkdtempSync(join(tmpdir(), 'zenbun-entry-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const compare = join(folder, 'comparison.json');
    writeFileSync(compare, JSON.stringify(comparison));
    const options = { ...CAREFUL, rollouts: { m: { ...CAREFUL.rollouts!.m!, entry: { compare } } } };
    const [{ entry }] = (await previewRollouts(options, 'm', Date.now() + days * 86_400_000)) as [RolloutPreview];
    expect(entry?.admits).toBe(why === null);
    if (why !== null) expect(entry?.why?.en).toContain(why);
  });
});

test.each<Partial<RolloutOption>>([
  { metrics: { latch: { weight: 0.5 } } },
  { metrics: { latch: { margin: '100%' } } },
  { perUnit: { per: '0s' } },
  { perUnit: { answers: 1.5 } },
  { probes: { perHour: 0.5 } },
])('a plan that no leaf can hold is a fault of the configuration: %j', (more) => {
  expect(() => rolloutSettings({ m: { ...CAREFUL.rollouts!.m!, ...more } }, MODELS)).toThrow(
    expect.objectContaining({ code: 'usage', message: expect.stringContaining('serve.rollouts.m') }),
  );
});

test('says what is not configured', async () => {
  await expect(previewRollouts({}, undefined, 0)).rejects.toMatchObject({ code: 'usage' });
  await expect(previewRollouts(CAREFUL, 'other', 0)).rejects.toMatchObject({
    code: 'not-found',
    message: expect.stringContaining('configured: m'),
  });
});
