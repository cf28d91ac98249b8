import { once } from 'node:events';
import { createServer } from 'node:http';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { NO_USAGE } from '../../schema/index.ts';
import type { Environment } from '../environment.ts';
import { scriptedEnvironment } from '../fixtures/scripted-environment.ts';
import { type Scripted, scriptedServer } from '../fixtures/scripted-server.ts';
import { openModel } from '../open-model.ts';

const never = new AbortController().signal;
const QUESTION = { turns: [{ role: 'user', text: 'How do I kill a process?' }] } as const;
const YES: Scripted = { body: { choices: [{ message: { content: 'Yes.' }, finish_reason: 'stop' }] } };
const PAGE = '<!DOCTYPE html><html><body>Welcome to nginx!</body></html>';

async function bench(script: readonly Scripted[], limits: Environment['limits'] = {}, env: Environment['env'] = {}) {
  const server = await scriptedServer(...script);
  const { environment, waits } = scriptedEnvironment(env, limits);
  const model = await openModel(`${server.url}/v1#m`, environment);
  return { ...server, waits, ask: (signal = never) => model.ask(QUESTION, signal) };
}

test.each<[string, Scripted, { code: string; message: RegExp; advice?: RegExp }]>([
  ['a wrong key', { status: 401, body: 'no' }, { code: 'unauthorised', message: /\(401\): no$/, advice: /key/ }],
  ['a forbidden model', { status: 403 }, { code: 'unauthorised', message: /\(403\), with an empty body$/ }],
  [
    'a wrong name',
    { status: 404, body: { error: 'no m' } },
    { code: 'model-not-found', message: /no m/, advice: /name/ },
  ],
  ['a wrong question', { status: 400, body: 'too long' }, { code: 'rejected', message: /\(400\): too long/ }],
  ['a wrong field', { status: 422, body: 'seed?' }, { code: 'rejected', message: /\(422\): seed\?/ }],
  [
    'a wrong name, with a 400',
    { status: 400, body: { error: { message: 'Model m not found. Available models: llama-3' } } },
    { code: 'model-not-found', message: /Model m not found/, advice: /name/ },
  ],
  [
    'a wrong name, with the code of one',
    { status: 400, body: { error: { message: 'No.', code: 'model_not_found' } } },
    { code: 'model-not-found', message: /\(400\)/, advice: /name/ },
  ],
  [
    'a wrong path',
    { status: 405, body: { detail: 'Method Not Allowed' } },
    { code: 'model-not-found', message: /\(405\)/, advice: /ends in \/v1\./ },
  ],
  [
    'a limit beyond the context',
    { status: 400, body: { message: 'maximum context length is 512 tokens, you requested 1100' } },
    { code: 'rejected', message: /512 tokens/, advice: /^Lower --max-answer-tokens/ },
  ],
  [
    'an answer in an encoding that Node does not have',
    { headers: { 'content-encoding': 'zstd' }, body: '(\u00b5/\u00fd' },
    { code: 'upstream', message: /compressed \(zstd\)/ },
  ],
  ['a web page', { body: PAGE }, { code: 'model-not-found', message: /a web page \(200\)/, advice: /ends in \/v1\./ }],
  [
    'a page that is not there',
    { status: 404, body: PAGE },
    { code: 'model-not-found', message: /404/, advice: /\/v1\./ },
  ],
  ['a page for a key', { status: 403, body: PAGE }, { code: 'unauthorised', message: /a web page \(403\)/ }],
  [
    'a redirect',
    { status: 308, headers: { location: 'https://elsewhere.test/' } },
    { code: 'model-not-found', message: /\(308\): see https:\/\/elsewhere\.test\//, advice: /base URL/ },
  ],
  [
    'an empty account',
    { status: 429, body: { error: { code: 'insufficient_quota' } } },
    { code: 'upstream', message: /insufficient_quota/ },
  ],
  [
    'a server that says not to ask again',
    { status: 503, headers: { 'x-should-retry': 'false' }, body: 'stopped' },
    { code: 'upstream', message: /\(503\): stopped$/ },
  ],
])('%s is not asked again, and said with host and status', async (_, reply, { code, message, advice }) => {
  const { ask, host, arrived, waits } = await bench([reply]);
  const failure = await ask().catch((error) => error);
  expect(failure).toMatchObject({ name: 'ZenbunError', code, message: expect.stringMatching(message) });
  expect(failure.message).toContain(host);
  if (advice !== undefined) expect(failure.advice).toMatch(advice);
  expect([arrived.length, waits]).toEqual([1, []]);
});

test.each([408, 409, 429, 500, 502, 503, 529])('%i passes', async (status) => {
  const { ask, arrived, waits } = await bench([{ status, body: PAGE }, YES]);
  expect(await ask()).toMatchObject({ text: 'Yes.' });
  expect([arrived.length, waits]).toEqual([2, [375]]);
});

test.each([
  ['gzip', gzipSync],
  ['br', brotliCompressSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['gzip', (body: string) => Buffer.from(body)],
] as const)('an answer that comes compressed unasked is read: %s', async (encoding, compress) => {
  const { ask, arrived } = await bench([
    (response) => {
      response.writeHead(200, { 'content-encoding': encoding });
      response.end(compress(JSON.stringify({ choices: [{ message: { content: 'Yes.' }, finish_reason: 'stop' }] })));
    },
  ]);
  expect(await ask()).toMatchObject({ text: 'Yes.' });
  expect(arrived).toHaveLength(1);
});

test('a compressed answer that is cut off is asked for again; one that grows beyond the limit is not', async () => {
  const whole = gzipSync(JSON.stringify({ choices: [{ message: { content: 'x'.repeat(20_000) } }] }));
  const send =
    (body: Buffer): Scripted =>
    (response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(body);
    };
  const cut = await bench([send(whole.subarray(0, whole.length - 20)), YES]);
  expect(await cut.ask()).toMatchObject({ text: 'Yes.' });
  const large = await bench([send(whole)], { body: 10_000 });
  await expect(large.ask()).rejects.toThrow(/more than 10000 bytes/);
  expect(large.arrived).toHaveLength(1);
});

test('half a JSON, and an answer that breaks off, are asked for again', async () => {
  const { ask, arrived } = await bench([
    { body: '{"choices":[{"mess' },
    (response) => {
      response.writeHead(200, { 'content-length': '500' });
      response.write('{"choices":');
      setImmediate(() => response.destroy());
    },
    (response) => response.destroy(),
    YES,
  ]);
  expect(await ask()).toMatchObject({ text: 'Yes.' });
  expect(arrived).toHaveLength(4);
});

test('a storm of 429 is waited out as the server says, in seconds or until a date', async () => {
  const busy = (retryAfter: string): Scripted => ({ status: 429, headers: { 'retry-after': retryAfter } });
  const { ask, waits } = await bench([busy('7'), busy('Thu, 01 Jan 2026 00:00:30 GMT'), busy('soon'), YES]);
  expect(await ask()).toMatchObject({ text: 'Yes.' });
  // Jitter adds 0.5 times half of 500, 1000 and 2000 ms. The date is closer by the first wait.
  expect(waits).toEqual([7000 + 125, 30_000 - 7125 + 250, 1000 + 500]);
});

test('a storm that does not end is given up, with the last word and the number of tries', async () => {
  const { ask, arrived, waits } = await bench([{ status: 429, body: 'slow down' }], { retries: 3 });
  await expect(ask()).rejects.toMatchObject({
    code: 'upstream',
    message: expect.stringMatching(/slow down \(tried 4 times\)$/),
  });
  expect([arrived.length, waits]).toEqual([4, [375, 750, 1500]]);
});

test('a server that wants to be left alone for too long is given up', async () => {
  const { ask, waits } = await bench([{ status: 429, headers: { 'retry-after': '3600' } }]);
  await expect(ask()).rejects.toThrow('(tried once, asked to wait 3600 s)');
  expect(waits).toEqual([]);
});

test('what is quoted of a body is short, on one line, and without the key', async () => {
  const body = `key sk-secret\u001b[31m\n\u202e ${'𠮷'.repeat(1000)}`;
  const { ask, host } = await bench([{ status: 401, body }], {}, { ZENBUN_API_KEY: 'sk-secret' });
  const { message } = await ask().catch((error) => error);
  const said = message.slice(`${host} answered (401): `.length);
  expect(said).toMatch(/^key \[key\] \[31m 𠮷+…$/u);
  expect([...said]).toHaveLength(201);
});

test('an endless body is left after the limit', async () => {
  const { ask, arrived } = await bench(
    [
      (response) => {
        response.writeHead(200);
        const more = () => {
          while (response.write('x'.repeat(65_536)));
        };
        response.on('drain', more);
        more();
      },
    ],
    { body: 2 ** 20 },
  );
  await expect(ask()).rejects.toMatchObject({
    code: 'upstream',
    message: expect.stringContaining('more than 1048576 bytes'),
  });
  expect(arrived).toHaveLength(1);
});

test.each<[string, Scripted]>([
  ['never answers', () => undefined],
  ['never ends', (response) => response.writeHead(200).write('{')],
])('a server that %s is left after the time', async (_, reply) => {
  const { ask, arrived } = await bench([reply], { total: 60 });
  await expect(ask()).rejects.toMatchObject({ code: 'upstream', message: expect.stringContaining('in 0.06 s') });
  expect(arrived).toHaveLength(1);
});

test('who leaves is let go with the reason: before, while asking, while waiting', async () => {
  const early = await bench([YES]);
  await expect(early.ask(AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
  expect(early.arrived).toEqual([]);

  const leaving = new AbortController();
  const slow = await bench([() => leaving.abort(new Error('gone'))]);
  await expect(slow.ask(leaving.signal)).rejects.toThrow('gone');

  const waiting = new AbortController();
  const { url, arrived } = await scriptedServer({ status: 503 });
  const model = await openModel(`${url}/v1#m`, {
    ...scriptedEnvironment().environment,
    sleep: async (_, signal) => {
      waiting.abort(new Error('gone'));
      signal.throwIfAborted();
    },
  });
  await expect(model.ask(QUESTION, waiting.signal)).rejects.toThrow('gone');
  expect(arrived).toHaveLength(1);
});

test('no server there is tried again', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  const { environment, waits } = scriptedEnvironment({}, { retries: 2 });
  const absent = await openModel(`http://127.0.0.1:${port}/v1#m`, environment);
  await expect(absent.ask(QUESTION, never)).rejects.toMatchObject({
    code: 'upstream',
    message: expect.stringMatching(/^127\.0\.0\.1:\d+ cannot be reached: .*ECONNREFUSED.*\(tried 3 times\)$/),
  });
  expect(waits).toHaveLength(2);
});

test('the proxy of the environment is used, and NO_PROXY is kept', async () => {
  const { ask: direct } = await bench([YES], {}, { HTTP_PROXY: 'http://127.0.0.1:9', NO_PROXY: '127.0.0.1' });
  expect(await direct()).toMatchObject({ text: 'Yes.' });

  const tunnels: string[] = [];
  const proxy = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void proxy.close());
  await once(proxy, 'listening');
  proxy.on('connect', (request, socket) => {
    tunnels.push(request.url!);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  const { port } = proxy.address() as { port: number };
  const { ask: around } = await bench([YES], {}, { HTTP_PROXY: 'http://127.0.0.1:9' });
  expect(await around(), 'no proxy stands between a machine and itself').toMatchObject({ text: 'Yes.' });
  const { ask } = await bench(
    [YES],
    { retries: 0 },
    { HTTP_PROXY: `http://127.0.0.1:${port}`, NO_PROXY: 'example.invalid' },
  );
  await expect(ask()).rejects.toMatchObject({ code: 'upstream' });
  expect(tunnels).toEqual([expect.stringMatching(/^127\.0\.0\.1:\d+$/)]);
});

/** Returns a usage guard that allows this many requests and records its calls. */
function scriptedToll(granted = Number.POSITIVE_INFINITY) {
  const told: unknown[] = [];
  let left = granted;
  return {
    told,
    used: NO_USAGE,
    async send() {
      if (left-- === 0) throw new Error('used up');
      told.push('send');
    },
    settle: (outcome: unknown) => void told.push(typeof outcome === 'string' ? outcome : 'answer'),
  };
}

test('every try is announced before it is made, and may be forbidden', async () => {
  const { url, arrived } = await scriptedServer({ status: 503 });
  const guard = scriptedToll(3);
  const model = await openModel(`${url}/v1#m`, scriptedEnvironment().environment);
  await expect(model.ask(QUESTION, never, guard)).rejects.toThrow('used up');
  expect(arrived).toHaveLength(3);
  expect(guard.told).toEqual(['send', 'lost', 'send', 'lost', 'send', 'lost']);
});

test('every try is settled: refused where the server did nothing, lost where nobody knows', async () => {
  const { url } = await scriptedServer({ status: 429 }, { status: 200, body: '{"nothing":true}' }, YES);
  const guard = scriptedToll();
  const model = await openModel(`${url}/v1#m`, scriptedEnvironment().environment);
  await model.ask(QUESTION, never, guard);
  expect(guard.told).toEqual(['send', 'refused', 'send', 'lost', 'send', 'answer']);
});

test('many questions may share one signal without a warning', async () => {
  const warnings: Error[] = [];
  const warn = (warning: Error) => warnings.push(warning);
  process.on('warning', warn);
  onTestFinished(() => void process.off('warning', warn));
  const { ask } = await bench([YES]);
  const { signal } = new AbortController();
  await Promise.all(Array.from({ length: 40 }, () => ask(signal)));
  await new Promise(setImmediate);
  expect(warnings).toEqual([]);
});

test('a proxy that is no URL is refused, and not quoted', async () => {
  const { environment } = scriptedEnvironment({ HTTPS_PROXY: 'user:secret@proxy' });
  await expect(openModel('http://h/v1#m', environment)).rejects.toMatchObject({
    code: 'usage',
    message: 'HTTPS_PROXY is not an http(s) URL',
  });
});
