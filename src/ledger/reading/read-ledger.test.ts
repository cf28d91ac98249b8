import { expect, test } from 'vitest';
import { SimulatedDisk } from '../../../scripts/ledger/simulated-disk.ts';
import { openDisclosed, openLedger, readLedger } from '../index.ts';
import { SegmentFrames } from './segment-frames.ts';

const open = (disk: SimulatedDisk) =>
  openLedger('/', { origin: 'example.com/log', now: () => 5, segmentBytes: 9000, disk });

test.each([0, 254, 255, 256, 257, 511, 513])('the public files of a log with %i records more', async (count) => {
  const disk = new SimulatedDisk();
  const ledger = await open(disk);
  await ledger.flush();
  await Promise.all(Array.from({ length: count }, (_, i) => ledger.append({ kind: 'note', fields: { i } })));
  await ledger.close();
  const reader = await readLedger('/', disk);
  expect(await reader.publicFile('checkpoint')).toMatchObject({ isImmutable: false });
  // Removed once the tile is full, but still served from the full tile.
  expect(await reader.publicFile('tile/0/000.p/1')).toMatchObject({ isImmutable: true });
  expect((await reader.publicFile('tile/0/000.p/1'))?.bytes).toHaveLength(32);
  const bundle = (await reader.publicFile('tile/entries/000.p/1'))!.bytes;
  expect(Buffer.from(bundle.subarray(2)).equals((await reader.record(0))!.bytes)).toBe(true);
  const partials = [...disk.files().keys()].filter((path) => path.includes('/000.p/'));
  expect(partials.some((path) => path.startsWith('/log/tile/0/'))).toBe(count + 1 < 256);
  expect(await reader.publicFile('tile/0/999')).toBeNull();
});

test.each([
  '../signer.key',
  'tile/../../signer.key',
  '/signer.key',
  '',
  'checkpoint/',
  'tile/0/000/../../../signed',
  'tile\\0',
])('no public file: %j', async (path) => {
  const disk = new SimulatedDisk();
  await (await open(disk)).close();
  expect(await (await readLedger('/', disk)).publicFile(path)).toBeNull();
});

test('records are read while more are written, and one that is not there is null', async () => {
  const disk = new SimulatedDisk();
  const ledger = await open(disk);
  const reader = await readLedger('/', disk);
  for (let i = 1; i < 60; i += 1) {
    await ledger.append({ kind: 'note', fields: { i }, body: Buffer.alloc(500, i), subject: 'ann' });
    expect((await reader.record(i))?.leaf.fields).toEqual({ i });
    expect(await reader.size()).toBe(i + 1);
  }
  for (const index of [60, -1, 0.5, Number.NaN]) expect(await reader.record(index)).toBeNull();
  const indexes: number[] = [];
  for await (const { index } of reader.records(20)) indexes.push(index);
  expect(indexes).toEqual(Array.from({ length: 40 }, (_, i) => i + 20));
  await ledger.close();
});

test('a range of records, over segments, of some kinds, and as far as they are there', async () => {
  const disk = new SimulatedDisk();
  const ledger = await open(disk);
  // A text that looks like a kind does not count as one.
  for (let i = 1; i < 60; i += 1) {
    const kind = i % 5 === 0 ? 'label' : 'note';
    await ledger.append({ kind, fields: { i, text: '"kind":"label"' }, body: Buffer.alloc(500, i), subject: 'ann' });
  }
  const reader = await readLedger('/', disk);
  const indexes = async (from: number, to: number, kinds?: readonly string[]) =>
    (await reader.range(from, to, kinds)).map(({ index }) => index);
  const all = Array.from({ length: 60 }, (_, i) => i);
  for (const [from, to] of [
    [0, 60],
    [7, 8],
    [20, 45],
    [59, 99],
    [60, 70],
    [5, 5],
    [9, 3],
  ] as const)
    expect(await indexes(from, to)).toEqual(all.filter((i) => i >= from && i < to));
  expect(await indexes(1, 60, ['label', 'nothing'])).toEqual([5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55]);
  expect((await reader.range(5, 6))[0]).toEqual(await reader.record(5));
  const kept = await ledger.prune(30);
  expect(await indexes(0, 60)).toEqual([...all, 60].filter((i) => i >= kept && i < 60));
  expect(kept).toBeGreaterThan(0);
  await ledger.close();
});

test('the key of one record opens that alone', async () => {
  const disk = new SimulatedDisk();
  const ledger = await open(disk);
  for (const text of ['one', 'two'])
    await ledger.append({ kind: 'note', fields: {}, body: Buffer.from(text), subject: 'ann' });
  const reader = await readLedger('/', disk);
  const body = await reader.body(1);
  const recordKey = body.state === 'open' ? body.recordKey : new Uint8Array(32);
  const frames = new SegmentFrames(disk, '/wal');
  const [one, two] = [(await frames.at(1))!.frame, (await frames.at(2))!.frame];
  expect(Buffer.from(openDisclosed(one.leaf, one.ciphertext, recordKey)!).toString()).toBe('one');
  expect(openDisclosed(two.leaf, two.ciphertext, recordKey)).toBeNull();
  expect(openDisclosed(one.leaf, two.ciphertext, recordKey)).toBeNull();
  await ledger.close();
});
