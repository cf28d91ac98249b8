import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openUpstreams } from './open-upstreams.ts';
import type { UpstreamOption } from './serve-options.ts';

/** Starts a server that returns the path and headers that it was sent. */
async function echo(): Promise<string> {
  const server = createServer((request, response) => {
    response.end(JSON.stringify({ url: request.url, headers: request.headers }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function sentTo(option: Omit<UpstreamOption, 'url'>, env: Record<string, string>, path = '/v1', query = '') {
  const { byName, close } = openUpstreams({ one: { url: (await echo()) + path, ...option } }, env);
  onTestFinished(close);
  const signal = new AbortController().signal;
  const headers = { authorization: 'Bearer of-the-client', 'x-request-id': '7' };
  const answer = await byName.get('one')!(
    { path: '/v1/chat/completions', query, method: 'POST', headers, body: Buffer.from('{}') },
    signal,
  );
  const pieces: Uint8Array[] = [];
  for await (const piece of answer.body) pieces.push(piece);
  return JSON.parse(Buffer.concat(pieces).toString()) as { url: string; headers: Record<string, string> };
}

describe('the key of a server', () => {
  test('comes from the environment or a file, and stands over what a client sent', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'zenbun-test-')), 'key');
    onTestFinished(() => rmSync(join(file, '..'), { recursive: true }));
    writeFileSync(file, 'from-file\n');
    const env = { KEY: 'from-env' };
    expect((await sentTo({ key: 'env:KEY' }, env)).headers).toMatchObject({
      authorization: 'Bearer from-env',
      'x-request-id': '7',
    });
    expect((await sentTo({ key: `file:${file}` }, env)).headers.authorization).toBe('Bearer from-file');
    expect((await sentTo({ key: 'env:KEY', keyHeader: 'X-API-Key' }, env)).headers['x-api-key']).toBe('from-env');
  });

  test.each([
    [{ key: 'sk-secret' }, {}],
    [{ key: 'env:KEY' }, {}],
    [{ key: 'env:KEY' }, { KEY: ' ' }],
    [{ key: 'env:KEY' }, { KEY: 'a\r\nx-injected: 1' }],
    [{ key: 'file:/nowhere/at/all' }, {}],
  ])('is refused: %j %j', (option, env) => {
    const open = () => openUpstreams({ one: { url: 'http://127.0.0.1:1/v1', ...option } }, env);
    expect(open).toThrow(expect.objectContaining({ code: 'usage' }));
    expect(open).not.toThrow('sk-secret');
  });
});

test('paths go below the base of a server', async () => {
  expect((await sentTo({}, {})).url).toBe('/v1/chat/completions');
  expect((await sentTo({}, {}, '/proxy/v1/')).url).toBe('/proxy/v1/chat/completions');
});

test('the query of a server is kept, and that of a client added to it', async () => {
  const sent = async (path: string, query: string) => (await sentTo({}, {}, path, query)).url;
  expect(await sent('/v1?api-version=2024', '')).toBe('/v1/chat/completions?api-version=2024');
  expect(await sent('/v1', 'beta=true')).toBe('/v1/chat/completions?beta=true');
  expect(await sent('/v1/?api-version=2024', 'beta=a%20b&api-version=2020&api%2Dversion=1')).toBe(
    '/v1/chat/completions?api-version=2024&beta=a%20b',
  );
});

test.each(['http://user:secret@127.0.0.1:1/v1', 'http://secret@127.0.0.1:1/v1'])('%s holds what is refused', (url) => {
  const open = () => openUpstreams({ one: { url } }, {});
  expect(open).toThrow(expect.objectContaining({ code: 'usage' }));
  expect(open).not.toThrow('secret');
});

test.each(['chat/completions', 'messages/', 'models?a=b'])('a URL that ends in %s is refused', (end) => {
  const open = () => openUpstreams({ one: { url: `http://127.0.0.1:1/v1/${end}` } }, {});
  expect(open).toThrow('ends in an endpoint');
});

test.each(['ftp://x/v1', 'localhost:8000', ''])('%j is no URL of a server', (url) => {
  expect(() => openUpstreams({ one: { url } }, {})).toThrow(expect.objectContaining({ code: 'usage' }));
});
