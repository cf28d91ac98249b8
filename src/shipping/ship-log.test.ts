import { expect, onTestFinished, test } from 'vitest';
import {
  bytesOf,
  ed25519Verify,
  fetchFrom,
  LOG,
  numbered,
  publishedLog,
  sha256,
  signerOf,
} from '../../test/tlog-fixture.ts';
import type { ObjectStore } from './object-store.ts';
import { type ShipLogOptions, shipLog } from './ship-log.ts';

/** A store in memory with conditional writes, which counts its versions and keeps the order of what was put. */
class MemoryStore implements ObjectStore {
  readonly objects = new Map<string, { readonly bytes: Uint8Array; readonly version: string }>();
  readonly put: string[] = [];
  /** Called before each request; may throw. */
  before = (_method: string, _path: string): void => {};

  async get(path: string, mostBytes: number) {
    this.before('get', path);
    const there = this.objects.get(path);
    return there === undefined ? null : { ...there, bytes: there.bytes.slice(0, mostBytes + 1) };
  }

  async create(path: string, bytes: Uint8Array): Promise<boolean> {
    return (await this.replace(path, bytes, null)) !== null;
  }

  async replace(path: string, bytes: Uint8Array, version: string | null): Promise<string | null> {
    this.before('put', path);
    if ((this.objects.get(path)?.version ?? null) !== version) return null;
    this.put.push(path);
    this.objects.set(path, { bytes, version: `v${this.put.length}` });
    return `v${this.put.length}`;
  }

  hold(files: ReadonlyMap<string, Uint8Array>): this {
    for (const [path, bytes] of files) this.objects.set(path, { bytes, version: 'v0' });
    return this;
  }

  files(): Map<string, Uint8Array> {
    return new Map([...this.objects].map(([path, { bytes }]) => [path, bytes]));
  }
}

const shipper = (store: ObjectStore, files: ReadonlyMap<string, Uint8Array>, changes: Partial<ShipLogOptions> = {}) => {
  const options = { log: LOG.key, verify: ed25519Verify, sha256, fetch: fetchFrom(files), from: async () => 0 };
  const running = shipLog({ ...options, store, waitsMs: [0], everyMs: 0, ...changes });
  onTestFinished(() => running.stop(0));
  return running;
};

/** Ships what there is, and ends. */
async function shipped(...given: Parameters<typeof shipper>) {
  const running = shipper(...given);
  await running.stop(60_000);
  return running.status();
}

const sorted = (files: ReadonlyMap<string, Uint8Array>) =>
  [...files].map(([path, bytes]) => [path, Buffer.from(bytes).toString('hex')]).sort();

test.each([1, 255, 256, 257, 700])('a log of %i records is in the bucket as it is published', async (size) => {
  const [store, files] = [new MemoryStore(), publishedLog(numbered(size))];
  expect(await shipped(store, files)).toEqual({ shippedSize: size, behind: 0, failure: null, lastError: null });
  expect(sorted(store.files())).toEqual(sorted(files));
});

test('the checkpoint comes after all that it needs', async () => {
  const store = new MemoryStore();
  await shipped(store, publishedLog(numbered(600)));
  expect(store.put.at(-1)).toBe('checkpoint');
  expect(store.put.filter((path) => path === 'checkpoint')).toHaveLength(1);
});

test('what is added later goes on from the checkpoint in the bucket, and nothing is put twice', async () => {
  const store = new MemoryStore().hold(publishedLog(numbered(300)));
  expect(await shipped(store, publishedLog(numbered(600)))).toMatchObject({ shippedSize: 600, failure: null });
  expect(store.put.toSorted()).toEqual(
    [
      ...['tile/entries/001', 'tile/entries/002.p/88', 'tile/0/001', 'tile/0/002.p/88', 'tile/1/000.p/2'],
      'checkpoint',
    ].sort(),
  );
});

test('an empty log, and one that was shipped, put nothing', async () => {
  const store = new MemoryStore();
  expect(await shipped(store, new Map())).toEqual({ shippedSize: 0, behind: 0, failure: null, lastError: null });
  store.hold(publishedLog(numbered(300)));
  await shipped(store, publishedLog(numbered(300)));
  expect(store.put).toEqual([]);
});

test('an object whose answer was lost is no conflict', async () => {
  const files = publishedLog(numbered(600));
  const tile = new Map([['tile/0/000', files.get('tile/0/000')!]]);
  const store = new MemoryStore().hold(tile);
  expect(await shipped(store, files)).toMatchObject({ shippedSize: 600, failure: null });
});

test.each<[string, string, (bytes: Uint8Array) => Uint8Array, RegExp]>([
  ['other bytes', 'tile/0/000', (bytes) => bytes.map((one) => one ^ 1), /other bytes under tile\/0\/000/],
  ['more bytes', 'tile/0/000', (bytes) => Buffer.concat([bytes, bytes]), /other bytes under tile\/0\/000/],
  [
    'no checkpoint of this log',
    'checkpoint',
    () => publishedLog(numbered(9), signerOf('x')).get('checkpoint')!,
    /has not signed/,
  ],
  ['another history of it', 'checkpoint', () => publishedLog([bytesOf('x')]).get('checkpoint')!, /another history/],
  ['more of it than the folder', 'checkpoint', () => publishedLog(numbered(601)).get('checkpoint')!, /holds more/],
])('a bucket with %s ends the shipping, is told, and stays as it is', async (_, path, change, message) => {
  const files = publishedLog(numbered(600));
  const there = change(files.get(path)!);
  const store = new MemoryStore().hold(new Map([[path, there]]));
  const told: unknown[] = [];
  const { failure } = await shipped(store, files, { onTrouble: (one) => told.push(one) });
  expect(failure).toMatchObject({ code: 'damaged', message: expect.stringMatching(message) });
  expect(told).toEqual([failure]);
  expect(store.objects.get(path)!.bytes).toEqual(there);
  if (path !== 'checkpoint') expect(store.put).not.toContain('checkpoint');
});

test('a folder whose checkpoint another has signed ends the shipping', async () => {
  const files = publishedLog(numbered(3), signerOf('x'));
  const { failure } = await shipped(new MemoryStore(), files);
  expect(failure).toMatchObject({ message: expect.stringContaining('not signed with its key') });
});

test('requests that fail are made again, and told once; the status shows the reason until it goes on', async () => {
  const store = new MemoryStore();
  const failed = new Map<string, number>();
  store.before = (method, path) => {
    const times = (failed.get(`${method} ${path}`) ?? 0) + 1;
    failed.set(`${method} ${path}`, times);
    if (times < 3) throw new Error('HTTP 503');
  };
  const told: string[] = [];
  const files = publishedLog(numbered(300));
  const running = shipper(store, files, { onTrouble: ({ message }) => told.push(message) });
  await until(() => store.objects.has('checkpoint'));
  await running.stop(60_000);
  expect(await running.status()).toEqual({ shippedSize: 300, behind: 0, failure: null, lastError: null });
  expect(told).toEqual(['HTTP 503']);
  expect(sorted(store.files())).toEqual(sorted(files));
});

test('a bucket that does not answer when it is asked to stop leaves records behind, and they are counted', async () => {
  const store = new MemoryStore();
  store.before = () => {
    throw new Error('HTTP 503');
  };
  const running = shipper(store, publishedLog(numbered(300)), { waitsMs: [3_600_000] });
  await running.stop(60_000);
  expect(await running.status()).toMatchObject({ shippedSize: null, behind: 300, lastError: { code: 'upstream' } });
});

test('an object that comes back cut off is read again, not taken for another one', async () => {
  const files = publishedLog(numbered(300));
  const tile = files.get('tile/0/000')!;
  const store = new MemoryStore().hold(new Map([['tile/0/000', tile]]));
  const get = store.get.bind(store);
  let cuts = 2;
  store.get = async (path, most) => {
    const there = await get(path, most);
    return path === 'tile/0/000' && cuts-- > 0 ? { version: '', bytes: there!.bytes.slice(0, 40) } : there;
  };
  const running = shipper(store, files);
  await until(() => store.objects.has('checkpoint'));
  await running.stop(60_000);
  expect(await running.status()).toMatchObject({ shippedSize: 300, failure: null });
});

test('bundles that were pruned before they were shipped are left out; a missing one is waited for', async () => {
  const files = publishedLog(numbered(600));
  files.delete('tile/entries/000');
  const store = new MemoryStore();
  expect(await shipped(store, files, { from: async () => 256 })).toMatchObject({ shippedSize: 600, failure: null });
  expect(store.objects.has('tile/entries/000')).toBe(false);
  // One record of the bundle was not pruned.
  const kept = await shipped(new MemoryStore(), files, { from: async () => 255 });
  expect(kept).toMatchObject({
    behind: 600,
    lastError: { code: 'not-found', message: 'log/tile/entries/000 is missing' },
  });
});

test('a tile of hashes is never left out', async () => {
  const files = publishedLog(numbered(600));
  files.delete('tile/0/000');
  const status = await shipped(new MemoryStore(), files, { from: async () => 600 });
  expect(status).toMatchObject({ lastError: { message: 'log/tile/0/000 is missing' } });
});

test('a checkpoint that another shipper has put in the meantime is not put back', async () => {
  const [store, files] = [new MemoryStore(), publishedLog(numbered(300))];
  const later = publishedLog(numbered(600));
  let isPut = false;
  store.before = (method, path) => {
    if (method !== 'put' || path !== 'checkpoint' || isPut) return;
    isPut = true;
    store.hold(later);
    for (const [name, bytes] of later) files.set(name, bytes);
  };
  const running = shipper(store, files);
  await until(async () => (await running.status()).shippedSize === 600);
  await running.stop(60_000);
  expect(store.put).not.toContain('checkpoint');
  expect(await running.status()).toMatchObject({ behind: 0, failure: null });
});

test('a checkpoint that comes in between is looked at before anything counts as shipped', async () => {
  const store = new MemoryStore();
  const other = publishedLog([bytesOf('x')]);
  store.before = (method, path) => {
    if (method === 'put' && path === 'checkpoint' && !store.objects.has('checkpoint')) store.hold(other);
  };
  const running = shipper(store, publishedLog(numbered(300)));
  await until(async () => (await running.status()).failure !== null);
  const { failure, shippedSize } = await running.status();
  expect(failure).toMatchObject({ message: expect.stringContaining('another history') });
  expect(shippedSize).toBe(0);
});

test('while it runs, later records follow', async () => {
  const [store, files] = [new MemoryStore(), publishedLog(numbered(10))];
  const running = shipper(store, files);
  await until(async () => (await running.status()).shippedSize === 10);
  for (const [name, bytes] of publishedLog(numbered(20))) files.set(name, bytes);
  expect(await running.status()).toMatchObject({ behind: 10 });
  await until(async () => (await running.status()).shippedSize === 20);
  expect(store.put.filter((path) => path === 'checkpoint')).toHaveLength(2);
});

/** Lets everything else go on until it is so; the test's own time limit ends it otherwise. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}
