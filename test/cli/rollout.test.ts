import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, zenbun } from './command.ts';
import { ledgerFolder } from './ledger-folders.ts';
import { answering, rolloutGateway } from './rollout-gateway.ts';

const QUIET_STAGES = ['20%', '50%', '99%'];
const rollout = (...args: string[]) => zenbun(['rollout', ...args], { cwd: folderWith({}) });

test('a person leads a rollout through its stages and back, and everything is in the ledger', async () => {
  const { rollout: ordered, folder } = await rolloutGateway({
    canary: 'support-7',
    stages: QUIET_STAGES,
    probes: false,
  });
  const steps: readonly (readonly string[])[] = [
    ['start', 'support', '--reason', 'LoRA 7, ticket 812', '--without-comparison'],
    ['pause', 'support', '--reason', 'release freeze', '--by', 'anna'],
    ['resume', 'support', '--reason', 'freeze is over', '--by', 'anna'],
    ['promote', 'support', '--reason', 'reviewed', '--by', 'ben'],
  ];
  const said = [
    /^Started\.[\s\S]*stage 1 of 3 \(20/,
    /^Paused\./,
    /^Resumed\./,
    /^In the next stage\.[\s\S]*stage 2 of 3/,
  ];
  for (const [i, step] of steps.entries()) {
    const { code, out, err } = await ordered(...step);
    expect({ code, err }, step.join(' ')).toEqual({ code: 0, err: '' });
    expect(out).toMatch(said[i]!);
  }
  const json = join(folderWith({}), 'status.json');
  expect(await ordered('status', '--json', json)).toMatchObject({
    code: 0,
    out: expect.stringContaining('support · running'),
  });
  expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({
    schema: 'zenbun.rollouts/1',
    rollouts: [{ schema: 'zenbun.rollout/1', model: 'support', isInForce: true, stage: { share: 50 } }],
  });

  const back = await ordered('rollback', 'support', '--reason', 'complaints', '--lang', 'ja');
  expect(back).toMatchObject({ code: 0, err: '' });
  expect(back.out).toContain('切り戻しました。全リクエストを安定版で処理します。');
  // Somebody else may have been faster; the result is still the intended one.
  const again = await ordered('rollback', 'support', '--reason', 'complaints', '--json', '-');
  expect({ code: again.code, status: JSON.parse(again.out).status }).toEqual({ code: 0, status: 'rolled-back' });
  expect(await ordered('status', 'support', '--quiet')).toEqual({ code: 1, out: '', err: '' });

  const own = userInfo().username;
  const history = await ordered('history', '--ledger', folder, '--json', '-');
  const { entries, ...rest } = JSON.parse(history.out);
  expect(rest).toEqual({ schema: 'zenbun.rollout-history/1', ledger: folder, model: null });
  expect(entries.map(({ leaf }: { leaf: Record<string, unknown> }) => [leaf.action, leaf.by, leaf.reason])).toEqual([
    ['start', `${own} (ops)`, 'LoRA 7, ticket 812'],
    ['pause', 'anna (ops)', 'release freeze'],
    ['resume', 'anna (ops)', 'freeze is over'],
    ['promote', 'ben (ops)', 'reviewed'],
    ['rollback', `${own} (ops)`, 'complaints'],
  ]);
  const page = await ordered('history', 'support', '--ledger', folder);
  expect(page.out).toMatch(
    /support {2}next stage, by a person · stage 2 of 3 \(50\u00a0%\)\n +by: ben \(ops\)\n +why: reviewed/,
  );
  expect((await ordered('history', 'support', '--ledger', folder, '--lang', 'ja')).out).toContain('理由：complaints');
  expect((await ordered('history', 'other', '--ledger', folder)).out).toBe('No rollout in this ledger.\n');
});

test('a canary that refuses and complies goes back by itself, and its page says why', async () => {
  const gateway = await rolloutGateway({ canary: 'support-7', stages: ['50%', '99%'], probes: false });
  expect(await gateway.rollout('start', 'support', '--reason', 'r', '--without-comparison', '--quiet')).toMatchObject({
    code: 0,
    out: '',
  });
  await gateway.ask(120);
  await expect
    .poll(async () => (await gateway.rollout('status', 'support', '--quiet')).code, { timeout: 20_000 })
    .toBe(1);
  const { out } = await gateway.rollout('status', 'support');
  expect(out).toMatch(/refuse-then-comply \* +1\u00a0% +\d+ +100\u00a0% +0\u00a0%/);
  expect(out).toContain('most of it from');
  expect(out).toContain('refuse-then-comply');
  const history = await gateway.rollout('history', '--ledger', gateway.folder);
  expect(history.out).toMatch(
    /support {2}rolled back\n +by: zenbun\n +why: refuse-then-comply\n +evidence: e = \d+ of 183/,
  );
  const refused = await gateway.rollout('start', 'support', '--reason', 'again', '--without-comparison');
  expect(refused).toMatchObject({ code: 2, out: '', err: expect.stringContaining('final for its digest') });
});

describe('a gateway that refuses', () => {
  test('says why, in the language that is asked for, and nothing is changed', async () => {
    const { url, keys, rollout: ordered, folder } = await rolloutGateway({ canary: 'support-7', probes: false });
    const cwd = folderWith({});
    const withKey = (ZENBUN_KEY: string, ...args: string[]) =>
      zenbun(['rollout', ...args, '--url', url], { cwd, env: { ZENBUN_KEY } });
    const cases: readonly (readonly [ended: ReturnType<typeof zenbun>, said: string])[] = [
      [ordered('start', 'support', '--reason', 'r'), 'names no comparison'],
      [ordered('pause', 'support', '--reason', 'r'), 'no rollout of this model runs'],
      [ordered('rollback', 'support', '--reason', 'r', '--lang', 'ja'), '段階公開は実行されていません'],
      [ordered('status', 'other'), 'no rollout of "other" is configured (configured: support)'],
      [ordered('start', 'other', '--reason', 'r', '--lang', 'ja'), '「other」の段階公開は設定されていません'],
      [ordered('start', 'support', '--reason', 'r'.repeat(301)), 'longer than 300 characters'],
      [ordered('start', 'support', '--reason', '  '), '--reason is empty'],
      [ordered('start', 'support'), "required option '--reason <text>' not specified"],
      [withKey('', 'status'), 'does not let anybody without a key'],
      [withKey('zk_wrong', 'status'), 'HTTP 401'],
      [withKey(keys.use, 'rollback', 'support', '--reason', 'r'), 'HTTP 403'],
      [withKey(keys.use, 'status', '--lang', 'ja'), '環境変数 ZENBUN_KEY'],
      [rollout('status', '--url', 'nonsense'), 'is not an http(s) URL'],
    ];
    for (const [running, said] of cases) {
      const ended = await running;
      expect(ended, said).toMatchObject({ code: 2, out: '' });
      expect(ended.err).toContain(said);
      for (const key of Object.values(keys)) expect(ended.err).not.toContain(key);
    }
    expect((await ordered('history', '--ledger', folder)).out).toBe('No rollout in this ledger.\n');
  });
});

describe('no gateway', () => {
  test.each([
    ['nothing listens', async () => 'http://127.0.0.1:1', 'no gateway answers at http://127.0.0.1:1'],
    ['no JSON', () => answering(200, () => '<html>'), 'is not a zenbun gateway'],
    ['other JSON', () => answering(200, () => '{"rollouts": [{}]}'), 'is not a zenbun gateway'],
    ['a server that fails', () => answering(500, () => 'oops'), 'HTTP 500'],
  ])('%s', async (_, url, said) => {
    const at = await url();
    for (const args of [['status'], ['rollback', 'support', '--reason', 'r']]) {
      const ended = await rollout(...args, '--url', at);
      expect(ended).toMatchObject({ code: 3, out: '' });
      expect(ended.err).toContain(said);
    }
  });
});

describe('plan', () => {
  const CONFIG = `serve:
  upstreams: { one: { url: 'http://127.0.0.1:1/v1' } }
  models: { support: {}, support-7: {} }
  rollouts:
    support:
      canary: support-7
      stages: [1%, { share: 99%, for: 2d }]
      alpha: 0.02
      metrics: { partial: false }
`;

  test('says in both languages what the configuration means, without a gateway', async () => {
    const cwd = folderWith({ 'zenbun.yaml': CONFIG });
    const [en, ja, json] = await Promise.all([
      zenbun(['rollout', 'plan'], { cwd }),
      zenbun(['rollout', 'plan', 'support', '--lang', 'ja'], { cwd }),
      zenbun(['rollout', 'plan', 'support', '--json', '-'], { cwd }),
    ]);
    for (const { code, err } of [en, ja, json]) expect({ code, err }).toEqual({ code: 0, err: '' });
    const plan = JSON.parse(json.out);
    expect(plan).toMatchObject({
      schema: 'zenbun.rollout-plan/1',
      stages: [{ share: 0.01 }, { share: 0.99, minMs: 172_800_000 }],
      alpha: 0.02,
      warnings: [{ id: 'no-digest' }, { id: 'no-entry' }, { id: 'user-names' }],
    });
    const pairs = plan.metrics.find(({ id }: { id: string }) => id === 'refuse-then-comply').promotionPairs;
    expect(en.out).toMatch(/alpha = 0.02: at most 1 in 50 healthy models/);
    expect(en.out).toContain(`the first stage needs ${pairs} pairs at the least, so about`);
    expect(en.out).toContain('no digest');
    expect(en.out).not.toContain('partial');
    expect(ja.out).toContain('50 件に 1 件');
    expect(ja.out).toContain('注意点');
    expect(ja.out).not.toMatch(/[a-z]{3,} [a-z]{2,} [a-z]{2,} [a-z]{2,}/);
  });

  test.each([
    ['serve: {}\n', ['plan'], 'no rollout is configured'],
    ['lang: en\n', ['plan'], 'no rollout is configured'],
    [CONFIG.replace(/ {2}rollouts:[\s\S]*/, ''), ['plan'], 'no rollout is configured'],
    [CONFIG, ['plan', 'other'], 'no rollout of "other" is configured'],
    [CONFIG.replace('canary: support-7', 'canary: nobody'), ['plan'], '"nobody" is not in serve.models'],
    [CONFIG.replace('for: 2d', 'for: soon'), ['plan'], '"soon" is not a length of time'],
    [CONFIG.replace('alpha: 0.02', 'alpha: 2'), ['plan'], 'zenbun.yaml:8'],
  ])('%#', async (config, args, said) => {
    const cwd = folderWith({ 'zenbun.yaml': config });
    const ended = await zenbun(['rollout', ...args], { cwd });
    expect(ended).toMatchObject({ code: 2, out: '' });
    expect(ended.err).toContain(said);
  });
});

describe('history', () => {
  test('of a ledger without rollouts, and of none', async () => {
    const folder = await ledgerFolder();
    expect(await rollout('history', '--ledger', folder)).toEqual({
      code: 0,
      out: 'No rollout in this ledger.\n',
      err: '',
    });
    expect(await rollout('history', '--ledger', folder, '--lang', 'ja')).toMatchObject({
      out: 'この証跡に段階公開の記録はありません。\n',
    });
    expect(await rollout('history')).toMatchObject({ code: 2, err: expect.stringContaining('there is no ledger in ') });
  });
});
