import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBucket, s3Store } from '../shipping/index.ts';
import { withinTime } from './within-time.ts';

let server: Server;
let url = '';
let collecting: NodeJS.Timeout;

/** Starts a server that never answers, and keeps the garbage collector running throughout. */
beforeAll(async () => {
  server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collecting = setInterval(collect, 10);
});

afterAll(() => {
  clearInterval(collecting);
  server.closeAllConnections();
  server.close();
});

test('a request that is never answered ends after its time, also when memory was collected meanwhile', async () => {
  const asked = () => withinTime(200, new AbortController().signal, (signal) => fetch(url, { signal }));
  const ends = await Promise.allSettled(Array.from({ length: 5 }, asked));
  for (const end of ends)
    expect(end).toMatchObject({ status: 'rejected', reason: { name: 'TimeoutError', message: 'no end in 200 ms' } });
});

test('it ends with the other signal, and what is done in time is handed on', async () => {
  const other = new AbortController();
  const waiting = withinTime(60_000, other.signal, (signal) => fetch(url, { signal }));
  other.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
  expect(await withinTime(60_000, undefined, async (signal) => signal.aborted)).toBe(false);
});

test('so do requests to a bucket', async () => {
  const access = { accessKeyId: 'key', secretAccessKey: 'secret', region: 'us-east-1', endpoint: url };
  const bucket = await openBucket('s3://logs/x', () => access);
  const store = s3Store(bucket, { sha256: () => new Uint8Array(32), timeoutMs: 200 });
  const ends = await Promise.allSettled([store.get('a', 10), store.create('b', new Uint8Array(3))]);
  for (const end of ends) expect(end).toMatchObject({ status: 'rejected', reason: { code: 'upstream' } });
});
