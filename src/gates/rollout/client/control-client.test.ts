import { describe, expect, test } from 'vitest';
import { type ControlAccess, rolloutClient } from './control-client.ts';

const URL_ = 'http://127.0.0.1:1/';
const STATUS = {
  schema: 'zenbun.rollout/1',
  model: 'org/m',
  stable: { model: 'org/m', digest: null },
  canary: { model: 'm-tuned', digest: 'sha256:1' },
  status: 'none',
  stages: [],
  isInForce: false,
  isDeciding: false,
  rollout: null,
  epoch: 0,
  attempt: 0,
  startedAt: null,
  changedAt: null,
  stage: null,
  leaseMs: 0,
  exposures: 0,
  rollback: null,
  promotion: { goal: 2 },
  metrics: [],
};

/** A client whose server gives this answer, and the requests that it was sent. */
function client(body: unknown, status = 200, access: Partial<ControlAccess> = {}) {
  const sent: { url: string; init: RequestInit }[] = [];
  const send = async (url: string, init: RequestInit) => {
    sent.push({ url, init });
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });
  };
  return { sent, client: rolloutClient({ url: URL_, send, ...access }) };
}

test('a gateway that does not tell its plan yet is understood', async () => {
  const { stages: _, ...older } = STATUS;
  expect(await client(older).client.status('org/m')).toEqual(STATUS);
});

test('asks by the paths of the gateway, with the key as a bearer and nothing that is not said', async () => {
  const { client: gateway, sent } = client(STATUS, 200, { key: 'zk_1' });
  expect(await gateway.status('org/m')).toEqual(STATUS);
  await gateway.order('org/m', 'rollback', { reason: 'why' });
  expect(sent.map(({ url, init }) => [init.method, url, init.body])).toEqual([
    ['GET', 'http://127.0.0.1:1/rollouts/org%2Fm', null],
    ['POST', 'http://127.0.0.1:1/rollouts/org%2Fm/rollback', '{"reason":"why"}'],
  ]);
  for (const { init } of sent)
    expect(init).toMatchObject({ headers: { authorization: 'Bearer zk_1' }, redirect: 'manual' });
  const open = client({ rollouts: [STATUS] });
  expect(await open.client.all()).toEqual([STATUS]);
  expect(open.sent[0]!.init.headers).toEqual({});
});

test('what a newer gateway says more is kept', async () => {
  expect(await client({ ...STATUS, more: 1 }).client.status('m')).toMatchObject({ more: 1 });
});

describe('a refusal is told in both languages', () => {
  const error = { code: 'usage', message: 'it is paused already', ja: 'すでに一時停止中です' };

  test.each([
    [409, 'usage'],
    [400, 'usage'],
    [404, 'not-found'],
    [503, 'upstream'],
  ])('%d is %s', async (status, code) => {
    await expect(client({ error }, status).client.status('m')).rejects.toMatchObject({
      code,
      localized: { en: error.message, ja: error.ja },
    });
  });

  test.each([
    [401, undefined, 'anybody without a key'],
    [403, 'zk_1', 'this key'],
  ])('%d says which key is needed, and not which was sent', async (status, key, said) => {
    const refused = client({ error: { message: 'no' } }, status, { key }).client.order('m', 'pause', { reason: 'r' });
    const failure = await refused.catch((cause) => cause);
    expect(failure).toMatchObject({ code: 'unauthorised', message: expect.stringContaining(said) });
    expect(failure.advice).toContain('ZENBUN_KEY');
    expect(JSON.stringify([failure.localized, failure.localizedAdvice])).not.toContain('zk_1');
  });
});

describe('something that is no gateway', () => {
  test.each([
    ['not JSON', '<html>', 200],
    ['other JSON', { ok: true }, 200],
    ['a status that lacks something', { ...STATUS, metrics: undefined }, 200],
    ['another schema', { ...STATUS, schema: 'zenbun.rollout/2' }, 200],
    ['a redirect', '', 302],
    ['another 404', 'not here', 404],
  ])('%s', async (_, body, status) => {
    await expect(client(body, status).client.status('m')).rejects.toMatchObject({
      code: 'upstream',
      message: expect.stringContaining('not a zenbun gateway'),
    });
  });

  test('or nothing at all', async () => {
    const send = async () => {
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('connect ECONNREFUSED'), { code: 'E' }) });
    };
    await expect(rolloutClient({ url: URL_, send }).all()).rejects.toMatchObject({
      code: 'upstream',
      message: 'no gateway answers at http://127.0.0.1:1/: connect ECONNREFUSED',
    });
  });

  test('an interruption is one', async () => {
    const stop = new AbortController();
    const send = async () => {
      stop.abort();
      throw new Error('aborted');
    };
    const gateway = rolloutClient({ url: URL_, send, signal: stop.signal });
    await expect(gateway.all()).rejects.toMatchObject({ code: 'interrupted' });
  });
});
