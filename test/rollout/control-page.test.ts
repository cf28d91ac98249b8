import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { rolloutPage } from '../../src/gates/rollout/control-page.ts';
import { LiveRollouts } from '../../src/gates/rollout/live-rollouts.ts';
import { RolloutControl } from '../../src/gates/rollout/rollout-control.ts';
import { HandClock } from '../../src/gateway/fixtures/hand-clock.ts';
import { chatAnswer, scriptedUpstream } from '../../src/gateway/fixtures/scripted-upstream.ts';
import { openTestGateway, type TestGateway } from '../../src/gateway/fixtures/test-gateway.ts';
import type { AccessKey } from '../../src/gateway/index.ts';
import { MemoryLeases } from '../../src/lease/fixtures/memory-leases.ts';
import type { AccessScope } from '../../src/schema/index.ts';
import { RolloutReplica, rolloutClock } from './rollout-replica.ts';

const OPTION = { canary: 'm-tuned', stages: ['20%', '60%'] };
const HEALTHY = { answers: () => 'compliance' as const, complies: () => false };
const ORDER = { reason: 'because', withoutComparison: true };

let open: TestGateway | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

const keyNamed = (key: string, scopes: readonly AccessScope[]): AccessKey => ({
  id: `id-${key}`,
  sha256: createHash('sha256').update(key).digest(),
  scopes,
  limits: { requestsPerMinute: null, tokensPerMinute: null, concurrent: null },
});
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

async function governed(keys: readonly AccessKey[] = []) {
  const hand = new HandClock();
  const leases = new MemoryLeases(() => hand.now());
  const replica = new RolloutReplica('a', leases.open(), rolloutClock(hand), OPTION, HEALTHY);
  const noDrill = () => Promise.reject(new Error('no drill here'));
  const control = new RolloutControl({ rollouts: new LiveRollouts([replica.live]), openDrill: noDrill }, () =>
    hand.now(),
  );
  const { upstream } = scriptedUpstream({ json: chatAnswer('Hello there.') });
  open = await openTestGateway({ upstream, control: rolloutPage(control), plan: { keys } });
  const { url } = open;
  const get = (path: string, headers: Record<string, string> = {}) => fetch(url + path, { headers });
  return { replica, gateway: open, get };
}

interface Refusal {
  readonly error: { readonly code: string; readonly message: string; readonly ja?: string };
}
const refusalOf = async (response: Response) => ({
  status: response.status,
  ...((await response.json()) as Refusal).error,
});

describe('who may', () => {
  const keys = [keyNamed('zk_user', ['use', 'read-log']), keyNamed('zk_admin', ['administer'])];

  test('nobody without a key, and no key without the scope', async () => {
    const { gateway, get, replica } = await governed(keys);
    for (const path of ['/rollouts', '/rollouts/m', '/watch', '/rollouts/nobody']) {
      expect((await get(path)).status).toBe(401);
      expect((await get(path, bearer('zk_wrong'))).status).toBe(401);
      expect(await refusalOf(await get(path, bearer('zk_user')))).toMatchObject({
        status: 403,
        code: 'key_not_permitted',
      });
    }
    expect((await gateway.post('/rollouts/m/start', ORDER)).status).toBe(401);
    expect((await gateway.post('/rollouts/m/start', ORDER, bearer('zk_user'))).status).toBe(403);
    expect(replica.records).toEqual([]);
  });

  test('a key that may administer, and the log says which, whatever name is given', async () => {
    const { gateway, replica, get } = await governed(keys);
    expect((await get('/rollouts', bearer('zk_admin'))).status).toBe(200);
    const started = await gateway.post('/rollouts/m/start', { ...ORDER, by: 'Hanako' }, bearer('zk_admin'));
    expect(started.status).toBe(200);
    expect(replica.records.at(-1)!.fields).toMatchObject({
      action: 'start',
      by: 'Hanako (id-zk_admin)',
      reason: 'because',
    });
    await gateway.post('/rollouts/m/pause', { reason: 'x' }, bearer('zk_admin'));
    expect(replica.records.at(-1)!.fields).toMatchObject({ action: 'pause', by: 'id-zk_admin' });
  });

  test('where no keys are needed, no page of another origin, and no other name of this machine', async () => {
    const { gateway, replica } = await governed();
    for (const headers of [{ origin: 'https://example.com' }, { origin: 'null' }])
      expect((await gateway.post('/rollouts/m/start', ORDER, headers as never)).status).toBe(403);
    const { port } = new URL(gateway.url);
    const status = await new Promise((resolve) => {
      const asked = request(
        { port, host: '127.0.0.1', path: '/rollouts', headers: { host: 'gateway.example.com' } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      asked.end();
    });
    expect(status).toBe(403);
    expect(replica.records).toEqual([]);
    expect((await gateway.post('/rollouts/m/start', ORDER, { origin: gateway.url })).status).toBe(200);
  });
});

describe('what is served', () => {
  test('the status of all, of one, and every order with the status that it comes to', async () => {
    const { gateway, get } = await governed();
    const all = (await (await get('/rollouts')).json()) as { rollouts: unknown[] };
    expect(all.rollouts).toHaveLength(1);
    expect(await (await get('/rollouts/')).json()).toEqual(all);
    expect(await (await get('/rollouts/m?x=1')).json()).toEqual(all.rollouts[0]);
    const statusAfter = async (action: string) =>
      ((await (await gateway.post(`/rollouts/m/${action}`, ORDER)).json()) as { status: string }).status;
    expect(await statusAfter('start')).toBe('running');
    expect(await statusAfter('pause')).toBe('paused');
    expect(await statusAfter('resume')).toBe('running');
    expect(await statusAfter('promote')).toBe('running');
    expect(await statusAfter('rollback')).toBe('rolled-back');
  });

  test.each([
    '/rollouts/m/explode',
    '/rollouts/m/start/now',
    '/rollouts//start',
    '/rollouts/%E0%A4%A/start',
    '/watch',
    '/watch/x',
    '/rollouts/m/toString',
  ])('POST %s is not', async (path) => {
    const { gateway, replica } = await governed();
    expect(await refusalOf(await gateway.post(path, ORDER))).toMatchObject({ status: 404, code: 'not_found' });
    expect(replica.records).toEqual([]);
  });

  test('a model without a rollout, by any name', async () => {
    const { get, gateway } = await governed();
    for (const model of ['m-tuned', 'nobody', '__proto__', '%E3%83%A2%E3%83%87%E3%83%AB']) {
      expect((await get(`/rollouts/${model}`)).status).toBe(404);
      expect(await refusalOf(await gateway.post(`/rollouts/${model}/start`, ORDER))).toMatchObject({
        status: 404,
        code: 'not-found',
      });
    }
  });

  test('with the right method alone', async () => {
    const { get, gateway } = await governed();
    for (const method of ['HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const response = await fetch(`${gateway.url}/rollouts/m`, { method });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST']);
    }
    expect(await refusalOf(await get('/rollouts/m/start'))).toMatchObject({ status: 405 });
    expect(await refusalOf(await gateway.post('/rollouts', ORDER))).toMatchObject({ status: 405 });
    expect((await get('/rolloutsx')).status).toBe(404);
  });
});

test('a canary whose upstream is another than that of its reference does not start', async () => {
  const hand = new HandClock();
  const { live, records } = new RolloutReplica(
    'a',
    new MemoryLeases(() => hand.now()).open(),
    rolloutClock(hand),
    OPTION,
    HEALTHY,
  );
  const held = new Set(['m-tuned']);
  const openDrill = () => Promise.reject(new Error('no drill here'));
  const control = new RolloutControl(
    { rollouts: new LiveRollouts([live]), openDrill },
    () => hand.now(),
    (name) => held.has(name),
  );
  const order = { by: 'tester', reason: 'because' };
  await expect(control.start('m', order, true)).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringContaining('m-tuned are distributed otherwise'),
  });
  expect(records).toEqual([]);
  held.clear();
  expect((await control.start('m', order, true)).status).toBe('running');
});

describe('a body that is no order', () => {
  test.each([
    '',
    '{',
    'null',
    '[]',
    '"start"',
    '{}',
    '{"reason": ""}',
    '{"reason": 7}',
    '{"reason": "x", "share": "100%"}',
    '{"reason": "x", "by": ""}',
    '{"reason": "x", "withoutComparison": "yes"}',
    JSON.stringify({ reason: 'x'.repeat(301) }),
  ])('%s', async (body) => {
    const { gateway, replica } = await governed();
    const refused = await refusalOf(await gateway.post('/rollouts/m/start', body));
    expect(refused).toMatchObject({ status: 400, code: 'invalid_order', ja: expect.stringMatching(/[぀-ヿ一-鿿]/) });
    expect(replica.records).toEqual([]);
  });

  test('a text that is too long is said to be, and keeps nobody from going back', async () => {
    const { gateway, replica } = await governed();
    const long = { reason: '長'.repeat(5000), by: 'x'.repeat(301) };
    for (const [field, order] of [
      ['reason', { reason: long.reason }],
      ['by', { ...long, reason: 'x' }],
    ] as const)
      expect(await refusalOf(await gateway.post('/rollouts/m/start', order))).toMatchObject({
        status: 400,
        message: `"${field}" is longer than 300 characters. Nothing was done.`,
      });
    await gateway.post('/rollouts/m/start', ORDER);
    expect((await gateway.post('/rollouts/m/rollback', long)).status).toBe(200);
    const { action, reason } = replica.records.findLast(({ kind }) => kind === 'rollout')!.fields;
    expect([action, String(reason).startsWith('長長長')]).toEqual(['rollback', true]);
    expect(Buffer.byteLength(String(reason))).toBeLessThanOrEqual(160);
  });

  test('more than 64 KiB are refused as too large, and the gateway serves on', async () => {
    const { gateway, replica, get } = await governed();
    const large = JSON.stringify({ reason: 'x'.repeat(70_000), withoutComparison: true });
    expect(await refusalOf(await gateway.post('/rollouts/m/start', large))).toMatchObject({ status: 413 });
    expect(replica.records).toEqual([]);
    expect((await get('/rollouts/m')).status).toBe(200);
  });
});

test('what cannot be carried out is told in both languages, with what to do', async () => {
  const { gateway } = await governed();
  const refused = async (action: string, order: object) =>
    refusalOf(await gateway.post(`/rollouts/m/${action}`, order));
  const entry = await refused('start', { reason: 'x' });
  expect(entry).toMatchObject({ status: 409, code: 'usage', message: expect.stringContaining('--without-comparison') });
  expect(entry.ja).toMatch(/証跡/);
  expect(await refused('pause', ORDER)).toMatchObject({
    status: 409,
    message: expect.stringContaining('no rollout of this model runs'),
  });
  await gateway.post('/rollouts/m/start', ORDER);
  const twice = await refused('start', ORDER);
  expect([twice.status, twice.message, twice.ja]).toEqual([
    409,
    expect.stringContaining('runs already'),
    expect.stringContaining('実行中'),
  ]);
});

test('what fails for a reason of ours tells nothing of it', async () => {
  const { gateway, replica } = await governed();
  replica.isLogging = false;
  const refused = await refusalOf(await gateway.post('/rollouts/m/start', ORDER));
  expect(refused).toMatchObject({ status: 503, code: 'not_done' });
  expect(JSON.stringify(refused)).not.toContain('takes no records');
  expect(replica.live.stage).toBeNull();
});
