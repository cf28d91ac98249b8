import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { SimulatedDisk } from '../../../scripts/ledger/simulated-disk.ts';
import { addSignatures, cosign, noteKey, parseNote } from '../../tlog/index.ts';
import { ed25519Of, type Ledger, openLedger, sha256, verifyLedger } from '../index.ts';

const open = (disk: SimulatedDisk, origin = 'example.com/log', segmentBytes = 1500): Promise<Ledger> =>
  openLedger('/', { origin, now: () => 5, segmentBytes, disk });
const words = ({ integrity, completeness }: Awaited<ReturnType<typeof verifyLedger>>) => [
  integrity.verdict,
  completeness.verdict,
];

async function exchanges(
  disk: SimulatedDisk,
  answered: readonly boolean[],
  stray: readonly number[] = [],
): Promise<{ vkey: string; earlier: string }> {
  const ledger = await open(disk);
  for (const isAnswered of answered) {
    const { index } = await ledger.append({
      kind: 'intent',
      fields: { model: 'm' },
      body: Buffer.alloc(300),
      subject: 'ann',
    });
    if (isAnswered)
      await ledger.append({ kind: 'response', fields: { intent: index }, body: Buffer.alloc(300), subject: 'ann' });
  }
  for (const intent of stray) await ledger.append({ kind: 'response', fields: { intent } });
  const earlier = await ledger.flush();
  await ledger.close();
  return { vkey: ledger.vkey, earlier };
}

test('without a key integrity is unknown, without an earlier checkpoint completeness', async () => {
  const disk = new SimulatedDisk();
  const { vkey, earlier } = await exchanges(disk, [true, true]);
  expect(words(await verifyLedger('/', { disk }))).toEqual(['unknown', 'unknown']);
  expect(words(await verifyLedger('/', { disk, vkey }))).toEqual(['ok', 'unknown']);
  expect(words(await verifyLedger('/', { disk, vkey, earlier }))).toEqual(['ok', 'ok']);
  const other = await exchanges(new SimulatedDisk(), [true]);
  expect(words(await verifyLedger('/', { disk, vkey: other.vkey }))).toEqual(['broken', 'unknown']);
  await expect(verifyLedger('/', { disk, vkey, earlier: other.earlier })).rejects.toMatchObject({ code: 'damaged' });
});

test('the public log is verified from its paths alone', async () => {
  const disk = new SimulatedDisk();
  const { vkey, earlier } = await exchanges(disk, [true, true]);
  const asked: string[] = [];
  const fetch = (path: string) => {
    asked.push(path);
    return disk.readFile(`/log/${path}`);
  };
  const check = await verifyLedger('https://example.com/log', { fetch, vkey, earlier });
  expect([...words(check), check.bodies]).toEqual(['ok', 'ok', null]);
  expect(asked).toContain('checkpoint');
  await expect(verifyLedger('https://example.com/log', { fetch })).rejects.toMatchObject({ code: 'usage' });
  const down = () => Promise.reject(new Error('HTTP 503'));
  expect(words(await verifyLedger('https://example.com/log', { fetch: down, vkey, earlier }))).toEqual([
    'unknown',
    'unknown',
  ]);
});

test('an intent without a response, and a response without an intent, are named', async () => {
  const disk = new SimulatedDisk();
  const { vkey, earlier } = await exchanges(disk, [true, false, true], [1]);
  const { integrity, completeness } = await verifyLedger('/', { disk, vkey, earlier });
  expect(integrity.verdict).toBe('ok');
  expect(completeness.problems.map(({ code, index }) => [code, index])).toEqual([
    ['no-response', 3],
    ['no-intent', 6],
  ]);
});

test('an exchange that began since a time may still be running, and of many problems a thousand are listed', async () => {
  const disk = new SimulatedDisk();
  let now = 5;
  const ledger = await openLedger('/', { origin: 'example.com/log', now: () => now, disk });
  const intents = (count: number) =>
    Promise.all(Array.from({ length: count }, () => ledger.append({ kind: 'intent', fields: {} })));
  await intents(1200);
  now = 50;
  await intents(3);
  const earlier = await ledger.flush();
  await ledger.close();
  const options = { vkey: ledger.vkey, earlier, disk };
  const gaps = await verifyLedger('/', { ...options, runningSince: 50 });
  expect(gaps).toMatchObject({ exchanges: 1203, openIntents: 1203, completeness: { verdict: 'broken', further: 200 } });
  expect(gaps.completeness.problems).toHaveLength(1000);
  const running = await verifyLedger('/', { ...options, runningSince: 5 });
  expect(running.completeness).toMatchObject({ verdict: 'unknown', problems: [], further: 0 });
  expect(running.completeness.unchecked[0]?.message.en).toContain('1203 exchanges without a response');
});

test('every leaf is shown in its order, and what is thrown on seeing one ends the check', async () => {
  const disk = new SimulatedDisk();
  const { vkey, earlier } = await exchanges(disk, [true, true]);
  const seen: number[] = [];
  const check = await verifyLedger('/', { disk, vkey, earlier, visit: (index) => seen.push(index) });
  expect(seen).toEqual([0, 1, 2, 3, 4]);
  expect(check.checkpoint?.root).toEqual(check.earlier?.root);
  const visit = () => {
    throw new Error('enough');
  };
  await expect(verifyLedger('/', { disk, vkey, visit })).rejects.toThrow('enough');
});

test('a witness that has signed is in what was verified', async () => {
  const disk = new SimulatedDisk();
  const { vkey, earlier } = await exchanges(disk, [true]);
  const pair = ed25519Of(new Uint8Array(32).fill(7));
  const witness = noteKey(sha256, 'witness.example.com', pair.publicKey, 4);
  const text = parseNote(Buffer.from(earlier)).text;
  const cosigned = Buffer.from(addSignatures(Buffer.from(earlier), [cosign(witness, pair.sign, text, 9)]));
  const options = { disk, vkey, witnesses: [witness] };
  const check = await verifyLedger('/', { ...options, earlier: cosigned.toString() });
  expect(check.earlier?.note.verified.map(({ key, seconds }) => [key.name, seconds])).toEqual([
    ['example.com/log', null],
    ['witness.example.com', 9],
  ]);
  expect(check.checkpoint?.note.verified).toHaveLength(1);
});

test('a segment that is missing, one that is cut, and keys that are missing are named', async () => {
  const disk = new SimulatedDisk();
  const { vkey, earlier } = await exchanges(disk, [true, true, true, true]);
  const segments = [...disk.files().keys()].filter((path) => path.startsWith('/wal/')).sort();
  expect(segments.length).toBeGreaterThan(2);
  const without = async (path: string, bytes: Uint8Array | null) => {
    const files = disk.files();
    files.delete(path);
    if (bytes !== null) files.set(path, bytes);
    const { integrity, completeness } = await verifyLedger('/', { disk: SimulatedDisk.of(files), vkey, earlier });
    return [...integrity.problems, ...completeness.problems].map(({ code }) => code);
  };
  expect(await without(segments[0]!, null)).toEqual(['missing']);
  expect(await without(segments[1]!, null)).toEqual(['missing']);
  expect(await without(segments.at(-1)!, null)).toEqual(['missing']);
  const second = disk.files().get(segments[1]!)!;
  expect(await without(segments[1]!, second.slice(0, -700))).toContain('missing');
  expect(await without('/keys/epoch-0.key', null)).toContain('body');
  expect(new Set(await without('/keys/subjects-0.bin', new Uint8Array(0)))).toEqual(new Set(['key-lost']));
  expect(await without('/log/tile/entries/000.p/9', null)).toEqual(['missing']);
  expect(await without('/signed', null)).toEqual(['missing']);
});

test('a ledger that is written all the while is not blamed', async () => {
  const disk = new SimulatedDisk();
  const ledger = await open(disk);
  let isEnded = false;
  const writing = (async () => {
    while (!isEnded) {
      await ledger.append({ kind: 'note', fields: {}, body: Buffer.alloc(50), subject: 'ann' });
      await nextTurn();
    }
  })();
  for (let i = 0; i < 10; i += 1) {
    const earlier = await ledger.flush();
    const check = await verifyLedger('/', { disk, vkey: ledger.vkey, earlier });
    expect([...check.integrity.problems, ...check.completeness.problems]).toEqual([]);
  }
  isEnded = true;
  await writing;
  await ledger.close();
});
