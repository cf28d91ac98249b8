import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { SimulatedDisk } from '../../scripts/ledger/simulated-disk.ts';
import { type Ledger, openLedger, readLedger, verifyLedger } from './index.ts';

const ORIGIN = 'example.com/log';
const open = (disk: SimulatedDisk, more: object = {}): Promise<Ledger> =>
  openLedger('/', { origin: ORIGIN, now: () => 5, disk, ...more });

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'zenbun-ledger-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

const record = fc.record({
  fields: fc.dictionary(fc.stringMatching(/^[a-c]{1,3}$/), fc.oneof(fc.string(), fc.maxSafeInteger(), fc.boolean()), {
    maxKeys: 3,
  }),
  body: fc.option(fc.uint8Array({ maxLength: 2000 }), { nil: undefined }),
  subject: fc.option(fc.constantFrom('ann', 'bob', '名前'), { nil: undefined }),
});

test('whatever is appended is there when the ledger is opened again, and both verdicts are ok', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(record, { maxLength: 6 }), { maxLength: 4 }),
      fc.integer({ min: 300, max: 5000 }),
      async (runs, segmentBytes) => {
        const disk = new SimulatedDisk();
        const all = runs.flat();
        let earlier: string | undefined;
        for (const records of runs) {
          const ledger = await open(disk, { segmentBytes });
          const places = await Promise.all(records.map((one) => ledger.append({ kind: 'note', ...one })));
          expect(places.map(({ index }) => index)).toEqual(records.map((_, i) => ledger.size - records.length + i));
          earlier = await ledger.flush();
          await ledger.close();
        }
        if (earlier === undefined) return;
        const reader = await readLedger('/', disk);
        expect(await reader.size()).toBe(all.length + 1);
        for (const [i, { fields, body }] of all.entries()) {
          expect((await reader.record(i + 1))?.leaf).toMatchObject({ kind: 'note', time: 5, fields });
          const found = await reader.body(i + 1);
          if (body === undefined) expect(found.state).toBe('none');
          else expect(found.state === 'open' && Buffer.from(found.body).equals(body)).toBe(true);
        }
        const { vkey } = reader.identity;
        const check = await verifyLedger('/', { vkey, earlier, disk });
        expect([check.integrity.verdict, check.completeness.verdict, check.size]).toEqual(['ok', 'ok', all.length + 1]);
      },
    ),
    { numRuns: 25 },
  );
});

test('on the real disk: files are private, what is public can be read, and another process is kept out', async () => {
  const folder = join(temporaryFolder(), 'new', 'ledger');
  const ledger = await openLedger(folder, { origin: ORIGIN, now: Date.now });
  await Promise.all(
    Array.from({ length: 1500 }, (_, i) => ledger.append({ kind: 'note', fields: { i }, body: Buffer.from('x') })),
  );
  await expect(openLedger(folder, { origin: ORIGIN, now: Date.now })).rejects.toMatchObject({ code: 'usage' });
  await ledger.close();
  const mode = (name: string) => statSync(join(folder, name)).mode & 0o777;
  expect(['signer.key', 'signed', 'keys/epoch-0.key', 'wal/0000000000000000.wal'].map(mode)).toEqual(
    Array(4).fill(0o600),
  );
  expect(mode('log/checkpoint') & 0o044).not.toBe(0);
  expect(readdirSync(folder).sort()).toEqual(['keys', 'ledger.json', 'log', 'signed', 'signer.key', 'wal']);
  const check = await verifyLedger(folder, { vkey: ledger.vkey });
  expect(check).toMatchObject({ size: 1501, leaves: 1501, integrity: { verdict: 'ok' }, bodies: { opened: 1500 } });
});

test('a folder of another origin, and one whose description is gone, are refused', async () => {
  const disk = new SimulatedDisk();
  await (await open(disk)).close();
  await expect(open(disk, { origin: 'example.com/other' })).rejects.toMatchObject({ code: 'usage' });
  disk.put('/ledger.json', Buffer.from('{}'));
  await expect(open(disk)).rejects.toMatchObject({ code: 'damaged' });
  await disk.unlink('/ledger.json');
  await expect(open(disk)).rejects.toMatchObject({ code: 'damaged' });
  await expect(readLedger('/', disk)).rejects.toMatchObject({ code: 'not-found' });
});

test('a copy of the whole folder that was put back, or that went another way, is told by a checkpoint that was kept', async () => {
  const disk = new SimulatedDisk();
  const append = async (on: SimulatedDisk, note: string) => {
    const ledger = await open(on);
    await ledger.append({ kind: 'note', fields: { note } });
    const checkpoint = await ledger.flush();
    await ledger.close();
    return checkpoint;
  };
  const first = await append(disk, 'first');
  const copy = disk.files();
  const earlier = await append(disk, 'second');
  const put = SimulatedDisk.of(copy);
  await expect(open(put, { earlier })).rejects.toMatchObject({
    code: 'damaged',
    message: expect.stringMatching(/older/),
  });
  await append(put, 'other');
  await append(put, 'more');
  await expect(open(put, { earlier })).rejects.toMatchObject({
    code: 'damaged',
    message: expect.stringMatching(/first 3/),
  });
  for (const kept of [first, earlier]) await (await open(disk, { earlier: kept })).close();
  await (await open(put, { earlier: first })).close();
});

test('a record that is none is refused, and the next is taken', async () => {
  const ledger = await open(new SimulatedDisk());
  for (const kind of ['opened', 'pruned', 'erasure-done']) {
    await expect(ledger.append({ kind, fields: {} })).rejects.toMatchObject({ code: 'usage' });
  }
  await expect(ledger.append({ kind: 'note', fields: { a: 0.5 } })).rejects.toMatchObject({ code: 'usage' });
  const body = new Uint8Array(32 * 2 ** 20 + 1);
  await expect(ledger.append({ kind: 'note', fields: {}, body })).rejects.toMatchObject({ code: 'usage' });
  expect((await ledger.append({ kind: 'note', fields: {} })).index).toBe(1);
  await ledger.close();
  await expect(ledger.append({ kind: 'note', fields: {} })).rejects.toMatchObject({ code: 'usage' });
});

test('with many writers at once, disk and encryption in turns, each record is where its writer was told', async () => {
  const disk = new SimulatedDisk();
  const ledger = await open(disk, { segmentBytes: 400_000 });
  const told = new Map<number, string>();
  await Promise.all(
    Array.from({ length: 100 }, async (_, writer) => {
      for (let i = 0; i < 8; i += 1) {
        const text = `${writer}, ${i}`.padEnd(2000, '.');
        const { index } = await ledger.append({ kind: 'note', fields: { writer, i }, body: Buffer.from(text) });
        told.set(index, text);
      }
    }),
  );
  const earlier = await ledger.flush();
  await ledger.close();
  expect([...told.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: 800 }, (_, i) => i + 1));
  const reader = await readLedger('/', disk);
  for (const index of [1, 26, 27, 99, 100, 101, 400, 777, 800]) {
    const body = await reader.body(index);
    expect(body.state === 'open' && Buffer.from(body.body).toString()).toBe(told.get(index));
  }
  const check = await verifyLedger('/', { vkey: ledger.vkey, earlier, disk });
  expect([check.integrity.verdict, check.completeness.verdict, check.bodies?.opened]).toEqual(['ok', 'ok', 800]);
});

test('the first failure of the disk is the last word: all that waits is rejected, and nothing more is taken', async () => {
  const whole = new SimulatedDisk();
  await (await open(whole)).close();
  const disk = new SimulatedDisk({ step: whole.steps + 1, kind: 'fail', code: 'ENOSPC' });
  const ledger = await open(disk);
  await ledger.flush();
  const told = await Promise.allSettled(
    Array.from({ length: 50 }, (_, i) => ledger.append({ kind: 'note', fields: { i }, body: Buffer.alloc(100) })),
  );
  expect(told.map(({ status }) => status)).toEqual(Array(50).fill('rejected'));
  expect(ledger.failure).toMatchObject({ code: 'not-written', message: expect.stringMatching(/ENOSPC/) });
  expect(await ledger.failed).toBe(ledger.failure);
  expect(ledger.waitingBytes).toBe(0);
  await expect(ledger.append({ kind: 'note', fields: {} })).rejects.toBe(ledger.failure);
  await expect(ledger.flush()).rejects.toBe(ledger.failure);
  await expect(ledger.close()).rejects.toBe(ledger.failure);
});

test('pruned records are gone, their hashes stay, and verifying says so', async () => {
  const disk = new SimulatedDisk();
  const ledger = await open(disk, { segmentBytes: 20_000 });
  for (let i = 0; i < 12; i += 1) {
    await Promise.all(Array.from({ length: 100 }, (_, j) => ledger.append({ kind: 'note', fields: { i, j } })));
  }
  const earlier = await ledger.flush();
  const kept = await ledger.prune(900);
  expect(kept).toBeGreaterThan(600);
  expect(kept).toBeLessThanOrEqual(900);
  expect(await ledger.prune(100)).toBe(kept);
  await ledger.close();
  const reader = await readLedger('/', disk);
  expect(await reader.from()).toBe(kept);
  expect(await reader.record(kept - 1)).toBeNull();
  expect(await reader.record(kept)).not.toBeNull();
  const check = await verifyLedger('/', { vkey: ledger.vkey, earlier, disk });
  expect([check.integrity.verdict, check.completeness.verdict]).toEqual(['ok', 'ok']);
  expect(check.integrity.unchecked.map(({ message }) => message.en)).toEqual([
    `the ${Math.floor(kept / 256) * 256} leaves that were pruned`,
  ]);
});
