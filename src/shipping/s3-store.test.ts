import { expect, test } from 'vitest';
import { bytesOf, hex, sha256 } from '../../test/tlog-fixture.ts';
import type { Bucket } from './s3-bucket.ts';
import { s3Store } from './s3-store.ts';

const PREFIX = 'https://bkt.example/logs/';

/** A store whose bucket answers as given, and what it was asked. */
function scripted(answer: () => Response | Promise<Response>) {
  const asked: { url: string; method: string; headers: Record<string, string>; body: string | null }[] = [];
  const bucket: Bucket = {
    prefix: PREFIX,
    sign: () => expect.unreachable(),
    send: async (url, { method, headers, body }) => {
      const text = body ? Buffer.from(body as Uint8Array).toString() : null;
      asked.push({ url, method: method!, headers: { ...(headers as Record<string, string>) }, body: text });
      return answer();
    },
  };
  return { store: s3Store(bucket, { sha256 }), asked };
}

const answered = (status: number, body: string | null = null, headers = {}) =>
  scripted(() => new Response(body, { status, headers }));

const failed = (path: string, why: string) => ({
  code: 'upstream',
  message: `${PREFIX}${path} does not answer as it should: ${why}`,
});

test('an object is read with its version; one that is not there is null', async () => {
  const { store, asked } = answered(200, 'bytes', { etag: '"v1"' });
  const found = await store.get('tile/0/000', 100);
  expect([Buffer.from(found!.bytes).toString(), found!.version]).toEqual(['bytes', '"v1"']);
  expect(asked).toEqual([{ url: `${PREFIX}tile/0/000`, method: 'GET', headers: {}, body: null }]);
  expect(await answered(404).store.get('x', 100)).toBeNull();
  await expect(answered(403).store.get('x', 100)).rejects.toMatchObject(failed('x', 'HTTP 403'));
});

test('of an object that is too large no more is read than shows that', async () => {
  let given = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        given += 1;
        controller.enqueue(new Uint8Array(10));
      },
    },
    { highWaterMark: 0 },
  );
  const { bytes } = (await scripted(() => new Response(body)).store.get('x', 25))!;
  expect([bytes.length, given]).toEqual([30, 3]);
});

test('one byte more than allowed is read, so that a larger object is not taken for one of that size', async () => {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const size of [25, 1]) controller.enqueue(new Uint8Array(size));
      controller.close();
    },
  });
  expect((await scripted(() => new Response(body)).store.get('x', 25))!.bytes).toHaveLength(26);
});

test('exactly as many bytes as allowed are the whole object', async () => {
  expect((await answered(200, 'x'.repeat(25)).store.get('x', 25))!.bytes).toHaveLength(25);
});

test('a new object is put on the condition that none is there, with the digest of its bytes', async () => {
  const { store, asked } = answered(200);
  expect(await store.create('tile/0/000', bytesOf('hashes'))).toBe(true);
  expect(asked).toEqual([
    {
      ...{ url: `${PREFIX}tile/0/000`, method: 'PUT', body: 'hashes' },
      headers: { 'if-none-match': '*', 'x-amz-content-sha256': hex(sha256(bytesOf('hashes'))) },
    },
  ]);
  expect(await answered(412).store.create('x', bytesOf('a'))).toBe(false);
});

test.each([404, 409, 500, 503])('%i is no answer to whether an object was there', async (status) => {
  await expect(answered(status).store.create('x', bytesOf('a'))).rejects.toMatchObject(failed('x', `HTTP ${status}`));
});

test('a version is replaced by the next, and only that version', async () => {
  const { store, asked } = answered(200, null, { etag: '"v2"' });
  expect(await store.replace('checkpoint', bytesOf('head'), '"v1"')).toBe('"v2"');
  expect(asked[0]!.headers).toMatchObject({ 'if-match': '"v1"' });
  expect(asked[0]!.headers).not.toHaveProperty('if-none-match');
  for (const status of [412, 404]) expect(await answered(status).store.replace('x', bytesOf('a'), '"v1"')).toBeNull();
});

test('nothing is replaced by creating it', async () => {
  const { store, asked } = answered(200, null, { etag: '"v1"' });
  expect(await store.replace('checkpoint', bytesOf('head'), null)).toBe('"v1"');
  expect(asked[0]!.headers).toMatchObject({ 'if-none-match': '*' });
  expect(await answered(412).store.replace('x', bytesOf('a'), null)).toBeNull();
  // There was no version that could be gone: the bucket is.
  await expect(answered(404).store.replace('x', bytesOf('a'), null)).rejects.toMatchObject(failed('x', 'HTTP 404'));
});

test('a server that names no version leaves it unknown', async () => {
  expect(await answered(200).store.replace('x', bytesOf('a'), null)).toBe('');
  expect((await answered(200, 'a').store.get('x', 10))!.version).toBe('');
});

test('a network that fails is told with its own reason', async () => {
  const cause = new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') });
  const { store } = scripted(() => Promise.reject(cause));
  await expect(store.get('x', 10)).rejects.toMatchObject(failed('x', 'connect ECONNREFUSED'));
  const bare = scripted(() => Promise.reject(new TypeError('fetch failed', { cause: new Error('') })));
  await expect(bare.store.create('x', bytesOf('a'))).rejects.toMatchObject(failed('x', 'fetch failed'));
});

test('a body that breaks off is told', async () => {
  const body = new ReadableStream({ start: (controller) => controller.error(new Error('terminated')) });
  await expect(scripted(() => new Response(body)).store.get('x', 10)).rejects.toMatchObject(failed('x', 'terminated'));
});
