import { describe, expect, test } from 'vitest';
import type { RolloutStatus } from '../../gates/index.ts';
import { PLAIN } from '../../report/index.ts';
import type { Lang } from '../../schema/index.ts';
import { statusReport } from './status-report.ts';

const STAGE: NonNullable<RolloutStatus['stage']> = {
  index: 1,
  of: 5,
  share: 5,
  policy: 'final',
  since: '2026-11-29T18:00:47.142Z',
  exposures: 80,
  minExposures: 100,
  remainingMs: 720_000,
};
const RUNNING: RolloutStatus = {
  schema: 'zenbun.rollout/1',
  model: 'support',
  stable: { model: 'support', digest: null },
  canary: { model: 'support-7', digest: 'sha256:7777' },
  status: 'running',
  isInForce: true,
  isDeciding: true,
  rollout: 'r1',
  epoch: 2,
  attempt: 1,
  startedAt: '2026-11-29T17:00:00.000Z',
  changedAt: '2026-11-29T19:30:00.500Z',
  stage: STAGE,
  stages: [],
  leaseMs: 9100,
  exposures: 500,
  rollback: { log10: 1.08, goal: 2.262, metric: 'latch' },
  promotion: { goal: 2 },
  metrics: [
    {
      id: 'latch',
      margin: 5,
      isRequired: false,
      pairs: 400,
      canaryHarms: 30,
      controlHarms: 10,
      log10Rollback: 1.3,
      log10Promotion: 0.2,
    },
    {
      id: 'error',
      margin: 2,
      isRequired: true,
      pairs: 400,
      canaryHarms: 1,
      controlHarms: 0,
      log10Rollback: -0.5,
      log10Promotion: 1.5,
    },
    {
      id: 'probe',
      margin: 5,
      isRequired: true,
      pairs: 120,
      canaryHarms: 0,
      controlHarms: 0,
      log10Rollback: -0.5,
      log10Promotion: 2.1,
    },
  ],
};

/** Returns the report on one line, so that a test does not depend on line breaks. */
const said = (status: Partial<RolloutStatus>, lang: Lang = 'en') =>
  statusReport({ ...RUNNING, ...status }, { lang, style: PLAIN, width: 80 })
    .replaceAll('\u00a0', ' ')
    .replace(/\n +/g, lang === 'ja' ? '' : ' ');

test('a stage that is in force: where it stands, what is known, and what is missing', () => {
  const text = said({});
  expect(text).toContain('support · running · stage 2 of 5 (5 %)');
  expect(text).toContain('Served: 5 % of the traffic gets support-7, guarded by "final"');
  expect(text).toContain('Decides: this gateway');
  expect(text).toContain('12 min of its least time left, 80 of at least 100 answers counted; the lease holds for 10 s');
  expect(text).toMatch(/latch +5 % +400 +7.5 % +2.5 % +19 +1.58/);
  expect(text).toContain('e = 12 of 183, weighed over all metrics, most of it from latch');
  expect(text).toContain(
    'Next: stage 3 of 5 follows after 12 min more, and 20 more answers of the canary, and evidence (e = 100 of each) that these did not rise: error (31).',
  );
  expect(text).toContain('when the evidence for that reaches e = 183 (now 12).');
  expect(said({}, 'ja')).toContain('次が揃うと段階 3/5 に進みます：あと 12 分、候補モデルの回答あと 20 件');
});

test('lines fit the terminal', () => {
  for (const lang of ['en', 'ja'] as const)
    for (const line of statusReport(RUNNING, { lang, style: PLAIN, width: 80 }).split('\n')) {
      expect([...line].length + (line.match(/[\u3000-\u9fff\uff00-\uffef]/g) ?? []).length, line).toBeLessThanOrEqual(
        80,
      );
    }
});

test('a rollout that is over says since when', () => {
  expect(said({ status: 'rolled-back' })).toContain('last change 2026-11-29T19:30:00Z');
});

describe('why all traffic goes to the stable model', () => {
  test.each<readonly [why: string, status: Partial<RolloutStatus>, en: string, ja: string]>([
    [
      'not started',
      { status: 'none', stage: null, isInForce: false, rollback: null },
      'no rollout was started',
      '段階公開は未開始',
    ],
    ['rolled back', { status: 'rolled-back', isInForce: false }, 'the canary was rolled back', '切り戻し済み'],
    ['no lease', { isInForce: false, leaseMs: 0 }, 'the lease ran out', 'リースが切れています'],
    ['no log', { isInForce: false }, 'takes no records', '証跡に記録できない'],
  ])('%s', (_, status, en, ja) => {
    expect(said(status)).toContain('all traffic goes to the stable model');
    expect(said(status)).toContain(en);
    expect(said(status, 'ja')).toContain('全リクエストを安定版で処理');
    expect(said(status, 'ja')).toContain(ja);
  });
});

describe('what comes next', () => {
  test.each<readonly [when: string, status: Partial<RolloutStatus>, next: string]>([
    ['not started', { status: 'none', stage: null, rollback: null }, 'zenbun rollout start support --reason'],
    ['rolled back', { status: 'rolled-back' }, 'This is final for this canary'],
    [
      'completed, with a share held back',
      { status: 'completed', stage: { ...STAGE, index: 4, share: 99 } },
      'held back as a control. It goes back by itself',
    ],
    [
      'completed',
      { status: 'completed', stage: { ...STAGE, index: 4, share: 100 } },
      'Put the canary in the place of support in zenbun.yaml',
    ],
    ['paused', { status: 'paused' }, 'It still goes back by itself'],
    ['not in force', { isInForce: false, leaseMs: 0 }, 'nothing is decided while all traffic goes to the stable model'],
    [
      'nothing missing',
      { stage: { ...STAGE, exposures: 100, remainingMs: 0 }, promotion: { goal: 1.5 } },
      'nothing is missing: stage 3 of 5 follows within seconds',
    ],
    ['the last stage', { stage: { ...STAGE, index: 4, share: 100 } }, 'the rollout is complete after'],
  ])('%s', (_, status, next) => {
    expect(said(status)).toContain(next);
  });
});

test('where everybody gets the canary, no rate is told of answers that stand without a control', () => {
  const text = said({ stage: { ...STAGE, index: 4, share: 100 } });
  expect(text).toMatch(/latch +5 % +400 +30 +2.5 %/);
  expect(text).toMatch(/probe \* +5 % +120 +0 % +0 %/);
  expect(text).toContain('there is no control beside them');
});

test('a gateway that does not decide says that the figures are its own', () => {
  expect(said({ isDeciding: false })).toContain('this gateway’s own log');
});

test('what a gateway says cannot steer the terminal', () => {
  const evil = 'm\u001b[2J\n';
  expect(
    statusReport(
      { ...RUNNING, model: evil, stable: { model: evil, digest: evil }, canary: { model: evil, digest: evil } },
      { lang: 'en', style: PLAIN, width: 80 },
    ),
  ).not.toContain('\u001b');
});
