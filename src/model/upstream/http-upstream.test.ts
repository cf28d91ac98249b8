import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { ZenbunError } from '../../errors.ts';
import { DEFAULT_UPSTREAM_TIMES, type HttpUpstream, openUpstream } from './http-upstream.ts';

let server: Server | null = null;
let opened: HttpUpstream | null = null;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server === null ? resolve(null) : server.close(resolve)));
  await opened?.close();
  server = null;
  opened = null;
});

async function upstreamOf(
  handle: RequestListener,
  times: Partial<typeof DEFAULT_UPSTREAM_TIMES> | object = {},
  path = '/v1',
) {
  server = createServer(handle);
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const baseUrl = `http://127.0.0.1:${port}${path}`;
  opened = openUpstream({ baseUrl, headers: { authorization: 'Bearer own' }, ...DEFAULT_UPSTREAM_TIMES, ...times });
  return opened;
}

const SENT = {
  path: '/v1/chat/completions',
  query: '',
  method: 'POST',
  headers: {},
  body: Buffer.from('{"a":1}'),
} as const;
const never = () => new AbortController().signal;
const bodyOf = async (body: AsyncIterable<Uint8Array>) => {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces).toString();
};

test.each([
  ['/v1', '/v1/chat/completions'],
  ['/v1/', '/v1/chat/completions'],
  ['/api/openai/v1', '/api/openai/v1/chat/completions'],
])('under %s, with our key and not the client’s', async (base, path) => {
  const seen: IncomingMessage[] = [];
  const { send } = await upstreamOf(
    (request, response) => {
      seen.push(request);
      request.resume().on('end', () => response.end('ok'));
    },
    {},
    base,
  );
  const answer = await send({ ...SENT, headers: { authorization: 'Bearer client', 'x-request-id': 'r' } }, never());
  expect([answer.status, await bodyOf(answer.body)]).toEqual([200, 'ok']);
  expect(seen[0]!.url).toBe(path);
  expect(seen[0]!.headers).toMatchObject({
    authorization: 'Bearer own',
    'x-request-id': 'r',
    'content-type': 'application/json',
    'content-length': '7',
  });
});

test('of repeated headers the last; redirects are not followed', async () => {
  const { send } = await upstreamOf((_request, response) => {
    response.writeHead(302, { location: 'http://127.0.0.1:1/', 'set-cookie': ['a', 'b'] }).end();
  });
  const { status, headers, body } = await send(SENT, never());
  expect([status, headers['set-cookie']]).toEqual([302, 'b']);
  await bodyOf(body);
});

test('a server that is not there', async () => {
  const { send } = await upstreamOf(() => undefined);
  await new Promise((resolve) => server!.close(resolve));
  server = null;
  const failed = await send(SENT, never()).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(ZenbunError);
  expect(failed).toMatchObject({ code: 'upstream', message: expect.stringContaining('ECONNREFUSED') });
});

test('a server that closes without a word', async () => {
  const { send } = await upstreamOf((request) => request.socket.destroy());
  await expect(send(SENT, never())).rejects.toMatchObject({ code: 'upstream' });
});

test('no head in time; no byte in time', async () => {
  const silent = await upstreamOf(() => undefined, { timeoutMs: 20 });
  await expect(silent.send(SENT, never())).rejects.toMatchObject({ code: 'upstream' });
  server!.closeAllConnections();
  await new Promise((resolve) => server!.close(resolve));
  const idle = await upstreamOf((_request, response) => void response.write('a'), {
    timeoutMs: 20,
    idleTimeoutMs: 20,
  });
  const { body, bounds } = await idle.send(SENT, never());
  expect(bounds).toEqual({ firstMs: 20, idleMs: 20 });
  await expect(bodyOf(body)).rejects.toThrow();
});

test('the signal ends it: before the head, and in the body', async () => {
  const closed: Promise<unknown>[] = [];
  let arrived = () => {};
  const { send } = await upstreamOf((request, response) => {
    closed.push(new Promise((resolve) => response.on('close', resolve)));
    if (request.headers['x-request-id'] === 'body') response.write('a');
    arrived();
  });
  const abort = new AbortController();
  const reached = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const sent = send(SENT, abort.signal);
  await reached;
  abort.abort(new Error('left'));
  await expect(sent).rejects.toThrow('left');
  await closed[0];
  const later = new AbortController();
  const { body } = await send({ ...SENT, headers: { 'x-request-id': 'body' } }, later.signal);
  const read = bodyOf(body);
  later.abort(new Error('left again'));
  await expect(read).rejects.toThrow('left again');
  await closed[1];
});

test('leaving the body early cancels the request', async () => {
  let gone: Promise<unknown> = Promise.resolve();
  const { send } = await upstreamOf((_request, response) => {
    gone = new Promise((resolve) => response.on('close', resolve));
    response.write('a');
  });
  const { body } = await send(SENT, never());
  for await (const _piece of body) break;
  await gone;
});
