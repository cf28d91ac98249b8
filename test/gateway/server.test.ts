import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { gate } from '../../src/gateway/fixtures/gate.ts';
import { HandClock } from '../../src/gateway/fixtures/hand-clock.ts';
import {
  chatAnswer,
  chatChunk,
  chatChunks,
  type Script,
  scriptedUpstream,
} from '../../src/gateway/fixtures/scripted-upstream.ts';
import { openTestGateway, type TestGateway, type TestGatewayOptions } from '../../src/gateway/fixtures/test-gateway.ts';
import type { AccessKey, AccessLimits } from '../../src/gateway/index.ts';
import type { AccessScope } from '../../src/schema/index.ts';

const CHAT = '/v1/chat/completions';
const ASKED = { model: 'm', messages: [{ role: 'user', content: 'How do I make soup?' }] };
const HELLO: Script = { json: chatAnswer('Hello there.') };

let open: TestGateway | null = null;
afterEach(async () => {
  await open?.close();
  open = null;
});

async function served(script: Script = HELLO, options: Omit<TestGatewayOptions, 'upstream'> = {}) {
  const upstream = scriptedUpstream(script);
  open = await openTestGateway({ upstream: upstream.upstream, ...options });
  return { gateway: open, recorder: open.recorder, upstream };
}

const codeOf = async (response: Response) => ((await response.json()) as { error: { code: string } }).error.code;

/** Sends raw bytes; resolves with everything received until the connection closes. */
function raw(url: string, ...pieces: readonly (string | Buffer)[]): Promise<string> {
  return new Promise((resolve) => {
    const { port, hostname } = new URL(url);
    const socket = connect(Number(port), hostname);
    let text = '';
    socket.setEncoding('latin1');
    socket.on('data', (piece: string) => {
      text += piece;
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
    for (const piece of pieces) socket.write(piece);
  });
}

const head = (line: string, ...headers: readonly string[]) =>
  `${[line, 'Host: 127.0.0.1', 'Connection: close', ...headers].join('\r\n')}\r\n\r\n`;

const NO_LIMITS: AccessLimits = { requestsPerMinute: null, tokensPerMinute: null, concurrent: null };
const keyNamed = (key: string, scopes: readonly AccessScope[], limits: Partial<AccessLimits> = {}): AccessKey => ({
  id: `id-${key}`,
  sha256: createHash('sha256').update(key).digest(),
  scopes,
  limits: { ...NO_LIMITS, ...limits },
});
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

describe('keys', () => {
  const keys = [
    keyNamed('zk_user', ['use']),
    keyNamed('zk_auditor', ['read-log']),
    keyNamed('zk_admin', ['administer']),
  ];

  test('a right one is needed, in either header', async () => {
    const { gateway, recorder, upstream } = await served(HELLO, { plan: { keys } });
    expect((await gateway.post(CHAT, ASKED, bearer('zk_user'))).status).toBe(200);
    expect((await gateway.post(CHAT, ASKED, { 'x-api-key': 'zk_user' })).status).toBe(200);
    expect(recorder.records[0]!.fields.client).toBe('id-zk_user');
    for (const headers of [{}, bearer('zk_wrong'), { 'x-api-key': 'zk_userx' }, { authorization: 'zk_user' }]) {
      const response = await gateway.post(CHAT, ASKED, headers as Record<string, string>);
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
      expect(await codeOf(response)).toBe('invalid_api_key');
    }
    expect(upstream.requests).toHaveLength(2);
  });

  test("the client's key does not go to the server, nor into the log", async () => {
    const { gateway, recorder, upstream } = await served(HELLO, { plan: { keys } });
    const headers = {
      ...bearer('zk_user'),
      'x-api-key': 'zk_user',
      cookie: 'a=zk_user',
      'anthropic-version': 'v',
      'x-request-id': 'r',
    };
    await gateway.post(CHAT, ASKED, headers);
    expect(upstream.requests[0]!.headers).toEqual({ 'anthropic-version': 'v', 'x-request-id': 'r' });
    const logged = recorder.records.map(
      ({ fields, body }) => JSON.stringify(fields) + Buffer.from(body ?? '').toString(),
    );
    expect(logged.join('')).not.toContain('"zk_user"');
  });

  test.each([
    ['/v1/models', 200, 403, 403],
    ['/ledger/checkpoint', 403, 200, 403],
    ['/metrics', 403, 403, 200],
  ])('scopes: %s', async (path, user, auditor, admin) => {
    const { gateway } = await served(HELLO, { plan: { keys } });
    const statuses = ['zk_user', 'zk_auditor', 'zk_admin'].map(async (key) => {
      return (await fetch(gateway.url + path, { headers: bearer(key) })).status;
    });
    expect(await Promise.all(statuses)).toEqual([user, auditor, admin]);
    expect((await fetch(gateway.url + path)).status).toBe(401);
    expect((await gateway.post(CHAT, ASKED, bearer('zk_auditor'))).status).toBe(403);
  });

  test('without keys, only under a loopback name', async () => {
    const { gateway } = await served();
    const get = (host: string) =>
      raw(gateway.url, `GET /v1/models HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    for (const host of ['127.0.0.1:80', 'localhost', 'LOCALHOST:8787', '[::1]:1'])
      expect(await get(host)).toMatch(/^HTTP\/1.1 200/);
    for (const host of ['example.org', 'localhost.example.org', '127.0.0.1.example.org', '10.0.0.1'])
      expect(await get(host)).toMatch(/^HTTP\/1.1 403/);
  });
});

describe('limits', () => {
  const limited = async (limits: Partial<AccessLimits>, script: Script = HELLO) => {
    const { gateway, upstream } = await served(script, { plan: { keys: [keyNamed('zk_user', ['use'], limits)] } });
    return { gateway, upstream, ask: () => gateway.post(CHAT, ASKED, bearer('zk_user')) };
  };

  test('requests', async () => {
    const { ask } = await limited({ requestsPerMinute: 1 });
    expect((await ask()).status).toBe(200);
    const response = await ask();
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await codeOf(response)).toBe('rate_limit_exceeded');
  });

  test('tokens: as the server counts them, and by length where it does not', async () => {
    for (const json of [chatAnswer('Hello.'), { ...chatAnswer('Hello there. '.repeat(10)), usage: undefined }]) {
      const { ask, gateway } = await limited({ tokensPerMinute: 12 }, { json });
      expect((await ask()).status).toBe(200);
      const response = await ask();
      expect([response.status, await response.text()]).toEqual([429, expect.stringContaining('(tokens)')]);
      await gateway.close();
    }
  });

  test('at a time: until the answer is over, or the client has left', async () => {
    const flow = gate();
    const { ask, gateway } = await limited(
      { concurrent: 1 },
      { events: [...chatChunks(['Hello.'], null, false), flow.promise] },
    );
    const live = gateway.live({ ...ASKED, stream: true }, bearer('zk_user'));
    await live.head();
    const response = await ask();
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '1']);
    live.leave();
    await gateway.recorder.responses();
    await gateway.gateway.stop();
    expect(await gateway.open()).toBe(0);
  });
});

describe('requests that are not served', () => {
  test.each<[string, string | Buffer, Record<string, string>, number, string]>([
    ['no JSON', 'hello', {}, 400, 'invalid_json'],
    ['nothing', '', {}, 400, 'invalid_json'],
    ['JSON cut off', '{"model": "m"', {}, 400, 'invalid_json'],
    ['a list', '[]', {}, 400, 'invalid_request'],
    ['a number', '5', {}, 400, 'invalid_request'],
    ['null', 'null', {}, 400, 'invalid_request'],
    ['no messages', '{"model": "m"}', {}, 400, 'invalid_request'],
    ['no model', '{"messages": [{"role": "user", "content": "x"}]}', {}, 400, 'invalid_request'],
    [
      'deep nesting',
      `{"model":"m","messages":[{"role":"user","content":"x"}],"x":${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
      {},
      400,
      'invalid_json',
    ],
    [
      'deep nesting in the text',
      `{"model":"m","messages":[{"role":"user","content":${'['.repeat(200_000)}${']'.repeat(200_000)}}]}`,
      {},
      400,
      'invalid_json',
    ],
    ['compressed', gzipSync(JSON.stringify(ASKED)), { 'content-encoding': 'gzip' }, 415, 'unsupported_encoding'],
    ['a subject with a space', JSON.stringify(ASKED), { 'x-zenbun-subject': 'a b' }, 400, 'invalid_subject'],
    ['a subject too long', JSON.stringify(ASKED), { 'x-zenbun-subject': 'a'.repeat(65) }, 400, 'invalid_subject'],
    ['another model', JSON.stringify({ ...ASKED, model: 'other' }), {}, 404, 'model_not_found'],
    ['a model with line breaks', JSON.stringify({ ...ASKED, model: 'm\r\nx-evil: 1' }), {}, 404, 'model_not_found'],
    ['a model of the prototype', JSON.stringify({ ...ASKED, model: '__proto__' }), {}, 404, 'model_not_found'],
  ])('%s', async (_name, body, headers, status, code) => {
    const { gateway, recorder, upstream } = await served();
    const response = await fetch(gateway.url + CHAT, { method: 'POST', body: body as string, headers });
    expect([response.status, response.headers.get('x-evil')]).toEqual([status, null]);
    expect(await codeOf(response)).toBe(code);
    expect(upstream.requests).toHaveLength(0);
    expect(recorder.records).toHaveLength(0);
    expect(await gateway.open()).toBe(0);
  });

  test('too many bytes: the denial gets through, with a length and without', async () => {
    const { gateway, upstream } = await served(HELLO, { settings: { maxRequestBytes: 1000 } });
    const big = JSON.stringify({ ...ASKED, x: 'y'.repeat(300_000) });
    const told = await raw(gateway.url, head(`POST ${CHAT} HTTP/1.1`, `Content-Length: ${big.length}`), big);
    expect(told).toMatch(/^HTTP\/1.1 413 .*request_too_large/s);
    const chunked = `${big.length.toString(16)}\r\n${big}\r\n0\r\n\r\n`;
    expect(await raw(gateway.url, head(`POST ${CHAT} HTTP/1.1`, 'Transfer-Encoding: chunked'), chunked)).toMatch(
      /^HTTP\/1.1 413 /,
    );
    const lying = head(`POST ${CHAT} HTTP/1.1`, 'Content-Length: 99999999999');
    expect(await raw(gateway.url, lying)).toMatch(/^HTTP\/1.1 413 /);
    expect(upstream.requests).toHaveLength(0);
    expect((await gateway.post(CHAT, ASKED)).status).toBe(200);
  });

  test.each([
    ['GET', CHAT, 405],
    ['PUT', CHAT, 405],
    ['DELETE', CHAT, 405],
    ['HEAD', CHAT, 405],
    ['POST', '/v1/models', 405],
    ['POST', '/metrics', 405],
    ['DELETE', '/ledger/checkpoint', 405],
    ['POST', '/v1/embeddings', 404],
    ['POST', '/', 404],
    ['OPTIONS', '/v1/unknown', 404],
  ])('%s %s', async (method, path, status) => {
    const { gateway, upstream } = await served();
    const response = await fetch(gateway.url + path, { method });
    expect(response.status).toBe(status);
    if (status === 405) expect(response.headers.get('allow')).toBe(path === CHAT ? 'POST' : 'GET, HEAD');
    else expect(await response.text()).toMatch(/nothing passes this gateway unread.*\/v1\/chat\/completions/);
    expect(upstream.requests).toHaveLength(0);
  });

  test.each([
    '//v1/chat/completions',
    '/v1//chat/completions',
    '/v1/chat/completions/',
    '/v1/chat/%63ompletions',
    '/v1/x/../chat/completions',
    '/v1/%2e%2e/v1/chat/completions',
    '/V1/chat/completions',
    '/v1/chat/completions;x',
    '*',
    '/ledger/../../etc/passwd',
    '/ledger/..%2f..%2fetc/passwd',
    '/ledger/%2e%2e/x',
    '/ledger//checkpoint',
    '/ledger/.hidden',
    '/ledger/tile/../checkpoint',
    '/ledger/',
  ])('the path %s', async (path) => {
    const { gateway, recorder, upstream } = await served();
    const method = path.startsWith('/ledger') ? 'GET' : 'POST';
    const body = method === 'POST' ? JSON.stringify(ASKED) : '';
    const told = await raw(gateway.url, head(`${method} ${path} HTTP/1.1`, `Content-Length: ${body.length}`), body);
    expect(told).toMatch(/^HTTP\/1.1 (404|405) /);
    expect([upstream.requests.length, recorder.records.length]).toEqual([0, 0]);
  });

  test('with a query, or as a proxy asks, it is the same path', async () => {
    const { gateway, upstream } = await served();
    const body = JSON.stringify(ASKED);
    for (const path of [`${CHAT}?x=${'y'.repeat(5000)}`, `${CHAT}?a=?b`, `http://127.0.0.1${CHAT}`])
      expect(await raw(gateway.url, head(`POST ${path} HTTP/1.1`, `Content-Length: ${body.length}`), body)).toMatch(
        /^HTTP\/1.1 200 /,
      );
    expect(upstream.requests.map(({ path }) => path)).toEqual([CHAT, CHAT, CHAT]);
    expect(await raw(gateway.url, head(`POST ${CHAT}?x=${'y'.repeat(20_000)} HTTP/1.1`))).toMatch(/^HTTP\/1.1 431 /);
  });

  test('nothing that looks like HTTP, or does not, brings it down', async () => {
    const { gateway } = await served();
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.constantFrom('POST', 'GET', 'CONNECT', 'x'),
        async (noise, method) => {
          const bytes = Buffer.from(
            `${method} /v1/${noise} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${noise}\r\n\r\n`,
          );
          const told = await raw(gateway.url, bytes, Buffer.from('\r\n\r\n'));
          if (told !== '') expect(told).toMatch(/^HTTP\/1.1 [345]\d\d /);
        },
      ),
      { numRuns: 60 },
    );
    expect((await gateway.post(CHAT, ASKED)).status).toBe(200);
  });

  test('no JSON brings it down', async () => {
    const { gateway } = await served();
    await fc.assert(
      fc.asyncProperty(
        fc.json({ maxDepth: 4 }),
        fc.constantFrom('messages', 'model', 'stream', 'n', 'stream_options', 'max_tokens'),
        async (json, key) => {
          const response = await gateway.post(
            CHAT,
            `${JSON.stringify(ASKED).slice(0, -1)},${JSON.stringify(key)}:${json}}`,
          );
          expect([200, 400, 404, 502]).toContain(response.status);
          await response.text();
        },
      ),
      { numRuns: 100 },
    );
    expect(await gateway.open()).toBe(0);
  });
});

describe('paths that are passed on unread', () => {
  const plan = { unreadPaths: ['/v1/embeddings'] };
  const EMBEDDED = { object: 'list', data: [{ embedding: [0.1, 0.2] }], usage: { prompt_tokens: 3 } };

  test('pass whole, and are marked', async () => {
    const { gateway, recorder, upstream } = await served({ json: EMBEDDED }, { plan });
    const response = await gateway.post('/v1/embeddings', { model: 'm', input: 'soup' });
    expect(await response.json()).toEqual(EMBEDDED);
    expect(upstream.requests[0]!.path).toBe('/v1/embeddings');
    expect(JSON.parse(Buffer.from(upstream.requests[0]!.body!).toString())).toEqual({
      model: 'm-there',
      input: 'soup',
    });
    expect(recorder.records[0]!.fields.endpoint).toBe('/v1/embeddings');
    expect(recorder.lastResponse()).toMatchObject({ state: 'complete', unread: ['$'], unreadPlaces: 1 });
    const { values } = await gateway.metrics.requests.get();
    expect(values.map(({ labels }) => labels.endpoint)).toEqual(['/v1/embeddings']);
  });

  test.each([
    [{ model: 'm', stream: true }, 400],
    [{ input: 'x' }, 400],
    [[], 400],
    [{ model: 'other' }, 404],
  ])('%j', async (body, status) => {
    const { gateway } = await served({ json: EMBEDDED }, { plan });
    expect((await gateway.post('/v1/embeddings', body)).status).toBe(status);
  });
});

describe('pages', () => {
  test('/v1/models, and one of them', async () => {
    const { gateway } = await served(HELLO, { plan: { models: ['m', 'org/モデル'] } });
    const list = (await (await fetch(`${gateway.url}/v1/models`)).json()) as { data: { id: string }[] };
    expect(list.data.map(({ id }) => id)).toEqual(['m', 'org/モデル']);
    const one = await fetch(`${gateway.url}/v1/models/org/${encodeURIComponent('モデル')}`);
    expect(await one.json()).toMatchObject({ id: 'org/モデル', object: 'model' });
    for (const name of ['x', '%', '%2e%2e', 'm/'])
      expect((await fetch(`${gateway.url}/v1/models/${name}`)).status).toBe(404);
  });

  test('/healthz and /readyz', async () => {
    const { gateway, recorder } = await served();
    expect(await (await fetch(`${gateway.url}/healthz`)).text()).toBe('ok\n');
    expect((await fetch(`${gateway.url}/readyz`)).status).toBe(200);
    recorder.failure = new Error('disk full');
    expect((await fetch(`${gateway.url}/readyz`)).status).toBe(503);
    expect((await gateway.post(CHAT, ASKED)).status).toBe(503);
    expect((await fetch(`${gateway.url}/healthz`)).status).toBe(200);
  });

  test('/ledger/: the checkpoint changes, everything else never does', async () => {
    const { gateway } = await served();
    const checkpoint = await fetch(`${gateway.url}/ledger/checkpoint`);
    expect([checkpoint.headers.get('cache-control'), await checkpoint.text()]).toEqual([
      'no-cache',
      'example.org/log\n',
    ]);
    const tile = await fetch(`${gateway.url}/ledger/tile/0/000`);
    expect(tile.headers.get('cache-control')).toContain('immutable');
    const bare = await fetch(`${gateway.url}/ledger/checkpoint`, { method: 'HEAD' });
    expect([bare.headers.get('content-length'), await bare.text()]).toEqual(['16', '']);
    expect((await fetch(`${gateway.url}/ledger/tile/9/999`)).status).toBe(404);
  });

  test('/metrics: labels come from the configuration, and no text or key is in it', async () => {
    const { gateway } = await served({ json: { ...chatAnswer('soup-secret'), model: 'server-says' } });
    for (let i = 0; i < 20; i += 1) await gateway.post(CHAT, { ...ASKED, model: `client-says-${i}` });
    await gateway.post(CHAT, ASKED, bearer('zk_secret'));
    await fetch(`${gateway.url}/v1/nowhere-${1}`);
    const text = await (await fetch(`${gateway.url}/metrics`)).text();
    expect(text).toContain('zenbun_requests_total{model="m",endpoint="chat-completions",state="complete"} 1');
    expect(text).toContain('zenbun_denied_total{reason="model_not_found"} 20');
    expect(text).toContain('zenbun_tokens_total{model="m",type="input"} 5');
    expect(text).not.toMatch(/client-says|server-says|soup|secret|nowhere/);
  });
});

describe('stopping and reloading', () => {
  test('what runs ends and is recorded; new requests are turned away', async () => {
    const flow = gate();
    const { gateway, recorder } = await served({
      events: [chatChunk({ content: 'Hello.' }), flow.promise, ...chatChunks([' Bye.'])],
    });
    const live = gateway.live({ ...ASKED, stream: true });
    await live.head();
    const stopped = gateway.gateway.stop();
    const response = await gateway.post(CHAT, ASKED);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
    expect((await fetch(`${gateway.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${gateway.url}/healthz`)).status).toBe(200);
    flow.open();
    await stopped;
    expect(await live.whole()).toContain('[DONE]');
    expect(recorder.lastResponse().state).toBe('complete');
  });

  test('a new plan: what runs ends by the old one', async () => {
    const flow = gate();
    const { gateway } = await served({
      events: [chatChunk({ content: 'Hello.' }), flow.promise, ...chatChunks([' Bye.'])],
    });
    const live = gateway.live({ ...ASKED, stream: true });
    await live.head();
    gateway.gateway.reload({ keys: [keyNamed('zk_new', ['use'])], router: () => null, models: [], unreadPaths: [] });
    expect((await gateway.post(CHAT, ASKED)).status).toBe(401);
    expect((await gateway.post(CHAT, ASKED, bearer('zk_new'))).status).toBe(404);
    flow.open();
    expect(await live.whole()).toContain('[DONE]');
  });
});

describe('slow clients', () => {
  /** Opens a client that sends a request and then reads nothing. */
  function stuck(url: string, body: object) {
    const text = JSON.stringify(body);
    const { port, hostname } = new URL(url);
    const socket = connect({ port: Number(port), host: hostname });
    socket.pause();
    socket.on('error', () => undefined);
    socket.write(`POST ${CHAT} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: ${text.length}\r\n\r\n${text}`);
    return socket;
  }

  test('one that stops reading slows its server, and is given up', async () => {
    const clock = new HandClock();
    let sent = 0;
    const comment = `: ${'x'.repeat(20_000)}\n\n`;
    const counted = () => {
      sent += 1;
    };
    const many = Array.from({ length: 3000 }, () => [comment, counted]).flat();
    const { gateway, recorder, upstream } = await served({ events: many }, { clock, settings: { keepAliveMs: 1e9 } });
    const socket = stuck(gateway.url, { ...ASKED, stream: true });
    let before = -1;
    // The kernel buffers a bounded amount; then the server waits.
    while (sent === 0 || sent !== before) {
      before = sent;
      for (let i = 0; i < 20; i += 1) await fetch(`${gateway.url}/healthz`);
    }
    expect(sent).toBeLessThan(2900);
    clock.pass(60_000);
    await recorder.responses();
    await gateway.gateway.stop();
    expect(recorder.lastResponse().state).toBe('aborted');
    expect([upstream.open(), await gateway.open()]).toEqual([0, 0]);
    socket.destroy();
  });

  test('one that does not read a whole answer is given up as well', async () => {
    const clock = new HandClock();
    const body = JSON.stringify(chatAnswer('Hello.')) + ' '.repeat(2 ** 25);
    const { gateway, recorder } = await served(
      { body, type: 'application/json' },
      { clock, settings: { maxAnswerChars: 1e9 } },
    );
    const socket = stuck(gateway.url, ASKED);
    await recorder.responses();
    for (let i = 0; i < 20; i += 1) await fetch(`${gateway.url}/healthz`);
    expect(await gateway.open()).toBe(1);
    clock.pass(60_000);
    await gateway.gateway.stop();
    expect(await gateway.open()).toBe(0);
    socket.destroy();
  });
});
