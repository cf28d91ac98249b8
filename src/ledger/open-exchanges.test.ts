import { expect, test } from 'vitest';
import { SimulatedDisk } from '../../scripts/ledger/simulated-disk.ts';
import { type Ledger, openLedger, readLedger, verifyLedger } from './index.ts';

const open = (disk: SimulatedDisk): Promise<Ledger> =>
  openLedger('/', { origin: 'example.com/log', now: () => 5, segmentBytes: 2000, disk });

const append = async (ledger: Ledger, kind: string, fields: object = {}) =>
  (await ledger.append({ kind, fields: { ...fields } })).index;

async function lostOf(disk: SimulatedDisk): Promise<unknown[]> {
  const lost: unknown[] = [];
  for await (const { leaf } of (await readLedger('/', disk)).records()) {
    if (leaf.fields.state === 'lost') lost.push(leaf.fields.intent);
  }
  return lost;
}

test('exchanges that a crash cut off are ended at the next start, once, and stay visible', async () => {
  const disk = new SimulatedDisk();
  const ledger = await open(disk);
  const early = await append(ledger, 'intent');
  for (let i = 0; i < 50; i += 1) await append(ledger, 'response', { intent: await append(ledger, 'intent') });
  const late = await append(ledger, 'intent');
  const crashed = disk.afterExit();
  await (await open(crashed)).close();
  expect(await lostOf(crashed)).toEqual([early, late]);
  const again = await open(crashed);
  const earlier = await again.flush();
  await again.close();
  expect(await lostOf(crashed)).toEqual([early, late]);
  const { completeness } = await verifyLedger('/', { vkey: again.vkey, earlier, disk: crashed });
  expect(completeness).toMatchObject({
    verdict: 'ok',
    unchecked: [{ isDecisive: false, message: { en: 'how 2 exchanges ended that a crash cut off' } }],
  });
});

test('starting looks for them from the oldest that was open when the last segment began', async () => {
  const disk = new SimulatedDisk();
  const ledger = await open(disk);
  for (let i = 0; i < 50; i += 1) await append(ledger, 'response', { intent: await append(ledger, 'intent') });
  const intent = await append(ledger, 'intent');
  for (let i = 0; i < 50; i += 1) await append(ledger, 'note');
  await ledger.close();
  const segments = [...disk.files().keys()].filter((path) => path.startsWith('/wal/')).sort();
  const needed = segments.findLastIndex((path) => Number.parseInt(path.slice(5), 10) <= intent);
  const read: string[] = [];
  const readFile = disk.readFile.bind(disk);
  disk.readFile = (path, from, bytes) => {
    if (path.startsWith('/wal/') && from !== 0) read.push(path);
    return readFile(path, from, bytes);
  };
  await (await open(disk)).close();
  expect(needed).toBeGreaterThan(1);
  expect(segments.length - needed).toBeGreaterThan(1);
  expect([...new Set(read)].sort()).toEqual(segments.slice(needed));
  expect(await lostOf(disk)).toEqual([intent]);
});
