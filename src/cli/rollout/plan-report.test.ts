import { describe, expect, test } from 'vitest';
import type { RolloutPreview } from '../../gates/index.ts';
import { PLAIN } from '../../report/index.ts';
import type { Lang } from '../../schema/index.ts';
import { planReport } from './plan-report.ts';

const stage = (share: number, minMs: number, requestsPerPair: number | null) => ({
  share,
  policy: 'final' as const,
  minMs,
  minAnswers: 100,
  requestsPerPair,
});
const ERROR: RolloutPreview['metrics'][number] = {
  id: 'error',
  margin: 0.02,
  weight: 2,
  isRequired: true,
  rollback: [
    { rate: 0.05, isWithinMargin: true, median: null, nineOfTen: null },
    { rate: 0.2, isWithinMargin: false, median: 1234, nineOfTen: null },
    { rate: 0.57, isWithinMargin: false, median: null, nineOfTen: null },
  ],
  promotionPairs: 1500,
};
const PLAN: RolloutPreview = {
  schema: 'zenbun.rollout-plan/1',
  model: 'support',
  stable: { model: 'support', digest: null },
  canary: { model: 'support-7', digest: 'sha256:7777' },
  stages: [stage(0.01, 3_600_000, 100), stage(0.125, 1_800_000, 8), stage(1, 0, null)],
  alpha: 0.01,
  beta: 0.03,
  rollbackGoals: [
    { attempt: 1, e: 182.2 },
    { attempt: 2, e: 1234.0 },
  ],
  promotionGoal: 33.4,
  controlRate: 0.02,
  metrics: [ERROR],
  perUnit: { answers: 3, windowMs: 3_600_000 },
  pairWithinMs: 1,
  labelWithinMs: 1,
  slowMs: 1,
  probes: null,
  entry: null,
  assignment: { unit: 'user', hash: 'HMAC-SHA-256', vectors: [{ salt: 'ab01', unit: 'u-1', bucket: 42 }] },
  warnings: [],
};

/** Returns the report on one line, so that a test does not depend on line breaks. */
const said = (plan: Partial<RolloutPreview>, lang: Lang = 'en') =>
  planReport({ ...PLAN, ...plan }, { lang, style: PLAIN, width: 100 })
    .replaceAll('\u00a0', ' ')
    .replace(/\n +/g, lang === 'ja' ? '' : ' ');

test('who is compared with whom, by name and weights', () => {
  expect(said({})).toContain('support · what the configuration means Stable: support (no digest)');
  expect(said({})).toContain('Canary: support-7 (sha256:7777)');
  expect(said({}, 'ja')).toContain('候補モデル：support-7（sha256:7777）');
});

describe('stages', () => {
  test('one row each, numbered from 1; a stage without a control has no pairs', () => {
    const text = said({});
    expect(text).toMatch(/ 1 +1 % +final +1 h +100 +100 /);
    expect(text).toMatch(/ 2 +12.5 % +final +30 min +100 +8 /);
    expect(text).toMatch(/ 3 +100 % +final +0 s +100 +- /);
  });

  test('requests a pair are rounded up and grouped', () => {
    expect(said({ stages: [stage(0.0001, 0, 9999.1)] })).toMatch(/ 1 +0.01 % +final +0 s +100 +10,000 /);
  });

  test('the least time is the sum', () => {
    expect(said({})).toContain('at the least 1 h 30 min over all stages.');
    expect(said({}, 'ja')).toContain('全段階で最短 1 時間 30 分。');
    expect(said({ stages: [stage(1, 0, null)] })).toContain('at the least 0 s over all stages.');
  });
});

describe('what the first stage costs', () => {
  const other = { ...ERROR, id: 'latch' as const, promotionPairs: 700 };

  test('the metric that needs the most, times the requests of a pair', () => {
    expect(said({ metrics: [other, ERROR] })).toContain(
      'needs 1,500 pairs at the least, so about 150,000 requests in it that count',
    );
  });

  test('neither a metric without * nor probes are asked of it', () => {
    const free = { ...ERROR, isRequired: false };
    const probe = { ...ERROR, id: 'probe' as const, promotionPairs: 9000 };
    expect(said({ metrics: [other, free, probe] })).toContain('needs 700 pairs at the least, so about 70,000 requests');
    expect(said({ metrics: [free, probe] })).not.toContain('the first stage needs');
  });

  test('nothing is said where no number is known', () => {
    expect(said({ metrics: [ERROR, { ...other, promotionPairs: null }] })).not.toContain('the first stage needs');
    expect(said({ stages: [stage(1, 0, null)] })).not.toContain('the first stage needs');
    expect(said({ stages: [] })).not.toContain('the first stage needs');
  });
});

describe('the time that probes take', () => {
  const probe = { ...ERROR, id: 'probe' as const, promotionPairs: 90 };
  const probes = { from: 'probes.jsonl', perHour: 60 };

  test('is their number divided by those of an hour', () => {
    const text = said({ metrics: [probe], probes });
    expect(text).toContain(
      '60 probes an hour from probes.jsonl go to both models; to go on takes 90 of them, so 1 h 30',
    );
    expect(said({ metrics: [probe], probes }, 'ja')).toContain(
      '昇格には 90 件、つまり少なくとも 1 時間 30 分かかります',
    );
  });

  test.each<readonly [why: string, plan: Partial<RolloutPreview>]>([
    ['there are none', { metrics: [probe], probes: null }],
    ['they are no metric', { probes }],
    ['they are not required', { metrics: [{ ...probe, isRequired: false }], probes }],
    ['it is too long', { metrics: [{ ...probe, promotionPairs: null }], probes }],
  ])('is not told where %s', (_, plan) => {
    expect(said(plan)).not.toContain('probes an hour');
  });
});

test('error rates are chances in words, with the evidence needed, rounded up', () => {
  const text = said({});
  expect(text).toContain('alpha = 0.01: at most 1 in 100 healthy models');
  expect(text).toContain('on attempt 1, 2, 3: e = 183; 1,234.');
  expect(text).toContain('beta = 0.03: at most 1 in 33 models');
  expect(text).toContain('Evidence needed of each of them: e = 34.');
  expect(said({ promotionGoal: 100 + 1e-9 })).toContain('each of them: e = 100.');
});

describe('metrics', () => {
  test('pairs until a rollback: within the margin, of half and of nine in ten, and more than can be counted', () => {
    const text = said({});
    expect(text).toMatch(/metric +margin +weight +→ 5 % +→ 20 % +→ 57 % +to go on/);
    expect(text).toMatch(/error \* +2 % +2 +- +1,234\/>20,000 +>20,000 +1,500/);
    expect(text).toContain('if the rate of stable is 2 % and');
    expect(text).toContain('over 20,000: >');
  });

  test('a metric that is not asked for has no star; more pairs than counted are told as such', () => {
    const text = said({ metrics: [{ ...ERROR, isRequired: false, promotionPairs: null }] });
    expect(text).toMatch(/error +2 % +2 +- +1,234\/>20,000 +>20,000 +>20,000/);
  });
});

describe('the condition for a start', () => {
  const entry: NonNullable<RolloutPreview['entry']> = {
    compare: 'c.json',
    fingerprint: null,
    withinMs: 604_800_000,
    admits: true,
    why: null,
    undated: [],
  };

  test('none', () => {
    expect(said({})).toContain('nothing is asked; start needs --without-comparison');
    expect(said({}, 'ja')).toContain('条件なし。');
  });

  test('a comparison of a certain age, which holds now', () => {
    const text = said({ entry });
    expect(text).toContain('c.json must say "not-worse" of these very digests, and be no older than 7 d.');
    expect(text).toContain('Now it does.');
    expect(text).not.toContain('same-within-margin');
    expect(text).not.toContain('does not say when');
  });

  test('with a fingerprint, which does not hold now, and why; files without a date are named', () => {
    const why = { en: 'it is of another digest', ja: '別のダイジェストです' };
    const plan = { entry: { ...entry, fingerprint: 'f.json', admits: false, why, undated: ['c.json'] } };
    expect(said(plan)).toContain('f.json must say "same-within-margin" of the canary\'s digest');
    expect(said(plan)).toContain('Now it does not: it is of another digest');
    expect(said(plan)).toContain('c.json does not say when it was made');
    expect(said(plan, 'ja')).toContain('現在、条件を満たしていません：別のダイジェストです');
  });
});

test.each([
  ['user', 'by user, as the request says', '利用者ごと'],
  ['conversation', 'by conversation: the key and the first turn', '会話ごと（キー'],
  ['key', 'by key. A larger share', 'キーごと。'],
] as const)('who gets the canary is told by %s, with examples to compare', (unit, en, ja) => {
  const assignment = { ...PLAN.assignment, unit };
  expect(said({ assignment })).toContain(en);
  expect(said({ assignment }, 'ja')).toContain(ja);
  expect(said({ assignment })).toContain('Of one unit 3 answers count in 1 h. HMAC-SHA-256 salt ab01: 42  u-1');
});

test('warnings are told, and no heading without one', () => {
  const message = { en: 'the last stage is short', ja: '最後の段階が短すぎます' };
  expect(said({ warnings: [{ code: 'x', message } as never] })).toContain('Worth knowing ! the last stage is short');
  expect(said({})).not.toContain('Worth knowing');
});

test('names and files cannot steer the terminal', () => {
  const evil = 'm\u001b[2J';
  const served = { model: evil, digest: evil };
  const entry = { compare: evil, fingerprint: evil, withinMs: 1, admits: false, why: null, undated: [evil] };
  const plan = { model: evil, stable: served, canary: served, entry, probes: { from: evil, perHour: 1 } };
  const metrics = [{ ...ERROR, id: 'probe' as const }];
  expect(said({ ...plan, metrics })).not.toContain('\u001b');
});
