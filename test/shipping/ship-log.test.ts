import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { shipLedger } from '../../src/gates/ledger/ship-ledger.ts';
import { sha256 } from '../../src/ledger/index.ts';
import { type LogShipper, openBucket, s3Store } from '../../src/shipping/index.ts';
import { parseCheckpoint, parseNote } from '../../src/tlog/index.ts';
import { zenbun } from '../cli/command.ts';
import { copyOf, ledgerFolder, record, vkeyOf, withLedger } from '../cli/ledger-folders.ts';
import { describeWith } from '../optional.ts';
import { FaultyProxy } from './faulty-proxy.ts';
import { MotoServer, missingMoto } from './moto-server.ts';

describeWith('a log that is shipped to S3', missingMoto, { timeout: 60_000 }, () => {
  let moto: MotoServer;
  let proxy: FaultyProxy;
  let prefixes = 0;
  let place = '';
  beforeAll(async () => {
    moto = await MotoServer.start();
    await moto.makeBucket('logs');
  }, 60_000);
  afterAll(() => moto?.stop());
  beforeEach(async () => {
    place = `s3://logs/prefix-${++prefixes}`;
    proxy = await FaultyProxy.listen(moto.url);
    return () => proxy.close();
  });

  const storeOf = async (endpoint: string, timeoutMs = 5000) =>
    s3Store(await openBucket(place, () => moto.access(endpoint)), { sha256, timeoutMs });

  async function shipping(
    folder: string,
    { timeoutMs = 5000, onTrouble = (_: Error) => {} } = {},
  ): Promise<LogShipper> {
    const store = await storeOf(proxy.url, timeoutMs);
    const shipper = await shipLedger(folder, { store, everyMs: 5, waitsMs: [5, 10], onTrouble });
    onTestFinished(() => shipper.stop(0));
    return shipper;
  }

  async function shipped(folder: string, options: Parameters<typeof shipping>[1] = {}): Promise<void> {
    const shipper = await shipping(folder, options);
    await shipper.stop(30_000);
    expect(await shipper.status()).toMatchObject({ behind: 0, failure: null, lastError: null });
  }

  /** Verifies the bucket as an outsider would. */
  async function verified(folder: string, records: number): Promise<void> {
    const args = ['ledger', 'verify', place, '--vkey', vkeyOf(folder), '--json', '-'];
    const { code, out, err } = await zenbun(args, { env: moto.env() });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({ kind: 'remote', integrity: { verdict: 'ok' }, counts: { records } });
  }

  const sizeIn = (bytes: Uint8Array) => parseCheckpoint(parseNote(bytes).text).size;
  const head = async () => (await (await storeOf(moto.url)).get('checkpoint', 1e6))?.bytes ?? null;

  test('all that its checkpoint needs, which an outsider can check; what is added later as well, each object once', async () => {
    const folder = await ledgerFolder({ exchanges: 300 });
    await shipped(folder);
    await verified(folder, 601);
    await withLedger(folder, (ledger) => record(ledger, { exchanges: 100 }));
    await shipped(folder);
    await verified(folder, 801);
    const puts = proxy.requests.filter((request) => request.startsWith('PUT') && !request.endsWith('checkpoint'));
    expect(new Set(puts).size).toBe(puts.length);
  });

  test('while it grows, every checkpoint that is there can be checked', async () => {
    const folder = await ledgerFolder({ exchanges: 1 });
    const shipper = await shipping(folder);
    const sizes: number[] = [];
    proxy.before = async (request) => {
      if (!request.startsWith('PUT') || !request.endsWith('checkpoint')) return;
      const there = await head();
      if (there === null) return;
      sizes.push(sizeIn(there));
      await verified(folder, sizeIn(there));
    };
    await withLedger(folder, async (ledger) => {
      for (let round = 0; round < 4; round += 1) {
        await record(ledger, { exchanges: 70 });
        await ledger.flush();
        while (((await shipper.status()).shippedSize ?? 0) < 3 + 140 * (round + 1))
          await new Promise((resolve) => setTimeout(resolve, 10));
      }
    });
    await shipper.stop(30_000);
    expect(sizes.length).toBeGreaterThanOrEqual(3);
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
  });

  test('a bucket that answers badly, late, by halves or not at all is asked again, and told once', async () => {
    const folder = await ledgerFolder({ exchanges: 200 });
    const troubles: Error[] = [];
    const faults = [500, 503, 429, 409, 'lost', 'silent', 'cut', 403] as const;
    const asked = new Map<string, number>();
    proxy.fault = (request) => {
      const times = asked.get(request) ?? 0;
      asked.set(request, times + 1);
      // Each request meets three faults, starting at a different position in the list.
      return times < 3 ? (faults[(request.length + times * 3 + asked.size) % faults.length] ?? null) : null;
    };
    const shipper = await shipping(folder, { timeoutMs: 150, onTrouble: (trouble) => troubles.push(trouble) });
    while ((await shipper.status()).shippedSize !== 401) await new Promise((resolve) => setTimeout(resolve, 20));
    await shipper.stop(30_000);
    expect(await shipper.status()).toMatchObject({ behind: 0, failure: null });
    expect(troubles).toHaveLength(1);
    await verified(folder, 401);
  });

  test('an answer that was lost is no conflict', async () => {
    const folder = await ledgerFolder({ exchanges: 5 });
    const lost = new Set<string>();
    proxy.fault = (request) => {
      if (!request.startsWith('PUT') || lost.has(request)) return null;
      lost.add(request);
      return 'lost';
    };
    const shipper = await shipping(folder);
    while ((await shipper.status()).shippedSize !== 11) await new Promise((resolve) => setTimeout(resolve, 20));
    await shipper.stop(30_000);
    expect((await shipper.status()).failure).toBeNull();
    await verified(folder, 11);
  });

  test('other bytes under a name of the log end it, and stay', async () => {
    const folder = await ledgerFolder({ exchanges: 200 });
    const store = await storeOf(moto.url);
    const own = readFileSync(join(folder, 'log', 'tile', '0', '000'));
    const other = Buffer.from(own);
    other[100]! ^= 1;
    await store.create('tile/0/000', other);
    const troubles: unknown[] = [];
    const shipper = await shipping(folder, { onTrouble: (trouble) => troubles.push(trouble) });
    await shipper.stop(30_000);
    const { failure, shippedSize, behind } = await shipper.status();
    expect(failure).toMatchObject({ code: 'damaged', message: expect.stringContaining('tile/0/000') });
    expect({ shippedSize, behind, troubles }).toEqual({ shippedSize: 0, behind: 401, troubles: [failure] });
    expect(Buffer.from((await store.get('tile/0/000', 1e6))!.bytes).equals(other)).toBe(true);
    expect(await head()).toBeNull();
  });

  test.each<[string, string, () => Promise<{ first: string; next: string }>]>([
    [
      'another log',
      'a checkpoint that this log has not signed',
      async () => ({ first: await ledgerFolder(), next: await ledgerFolder() }),
    ],
    [
      'another history of it',
      'another history',
      async () => {
        const folder = await ledgerFolder();
        const copy = copyOf(folder);
        await withLedger(folder, (ledger) => record(ledger, { exchanges: 1, answer: 'One.' }));
        await withLedger(copy, (ledger) => record(ledger, { exchanges: 2, answer: 'Two.' }));
        return { first: folder, next: copy };
      },
    ],
    [
      'more than the folder, which was restored',
      'more of this log than its folder',
      async () => {
        const folder = await ledgerFolder();
        const copy = copyOf(folder);
        await withLedger(folder, (ledger) => record(ledger));
        return { first: folder, next: copy };
      },
    ],
  ])('a bucket that holds %s is left as it is', async (_, message, make) => {
    const { first, next } = await make();
    await shipped(first);
    const before = await head();
    proxy.requests.length = 0;
    const shipper = await shipping(next);
    await shipper.stop(30_000);
    expect((await shipper.status()).failure).toMatchObject({
      code: 'damaged',
      message: expect.stringContaining(message),
    });
    expect(proxy.requests.filter((request) => request.startsWith('PUT'))).toEqual([]);
    expect(await head()).toEqual(before);
  });

  test('two at once for one log end at the same checkpoint', async () => {
    const folder = await ledgerFolder({ exchanges: 10 });
    const shippers = await Promise.all([shipping(folder), shipping(folder), shipping(folder)]);
    await withLedger(folder, async (ledger) => {
      for (let round = 0; round < 10; round += 1) {
        await record(ledger, { exchanges: 30 });
        await ledger.flush();
      }
    });
    for (const shipper of shippers) await shipper.stop(30_000);
    for (const shipper of shippers) expect((await shipper.status()).failure).toBeNull();
    await shipped(folder);
    await verified(folder, 621);
  });

  test('a checkpoint that comes late does not put back a later one', async () => {
    const folder = await ledgerFolder();
    await shipped(folder);
    await withLedger(folder, (ledger) => record(ledger));
    let release = () => {};
    const late = new Promise<void>((resolve) => {
      release = resolve;
    });
    const isHeld = new Promise<void>((resolve) => {
      proxy.before = async (request) => {
        if (!request.startsWith('PUT') || !request.endsWith('checkpoint')) return;
        resolve();
        await late;
      };
    });
    const slow = await shipping(folder, { timeoutMs: 30_000 });
    await isHeld;
    await withLedger(folder, (ledger) => record(ledger));
    const quick = await shipLedger(folder, { store: await storeOf(moto.url) });
    await quick.stop(30_000);
    expect(sizeIn((await head())!)).toBe(19);
    const seen = new Set<number>();
    proxy.before = async () => void seen.add(sizeIn((await head())!));
    release();
    await slow.stop(30_000);
    expect(await slow.status()).toMatchObject({ shippedSize: 19, failure: null });
    expect([...seen]).toEqual([19]);
  });

  test('a server that is gone ends nothing but the waiting, and records behind are counted', async () => {
    const folder = await ledgerFolder();
    proxy.fault = () => 500;
    const shipper = await shipping(folder);
    while ((await shipper.status()).lastError === null) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await shipper.status()).toMatchObject({ shippedSize: null, behind: 7, failure: null });
    await shipper.stop(1000);
    expect(await shipper.status()).toMatchObject({
      lastError: { code: 'upstream', message: expect.stringContaining('HTTP 500') },
    });
  });

  test('what was pruned before it was shipped is left out', async () => {
    const folder = await ledgerFolder({ exchanges: 600, segmentBytes: 100_000 });
    const pruned = await zenbun(['ledger', 'prune', folder, '--before', '600', '--yes']);
    expect(pruned).toMatchObject({ code: 0 });
    await shipped(folder);
    expect(sizeIn((await head())!)).toBe(1202);
    const store = await storeOf(moto.url);
    expect(await store.get('tile/entries/000', 1e8)).toBeNull();
    expect(await store.get('tile/0/000', 1e8)).not.toBeNull();
  });
});
