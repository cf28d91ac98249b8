import { expect, test } from 'vitest';
import { bytesOf, fetchFrom, flipped, LOG, numbered, publishedLog } from '../../../../test/tlog-fixture.ts';
import { encodeBase64, formatVerifierKey, TlogError } from '../../../tlog/index.ts';
import { checkpointOf, keptCheckpoint, proveConsistency, proveRecord, verifyLog } from './verify-log.ts';

const SIZE = 600;
const FILES = publishedLog(numbered(SIZE));
const vkey = formatVerifierKey(LOG.key);
const logOf = (files: ReadonlyMap<string, Uint8Array>) => ({ vkey, fetch: fetchFrom(files) });
const whole = logOf(FILES);
const textOf = (files: ReadonlyMap<string, Uint8Array>) => Buffer.from(files.get('checkpoint')!).toString();
const quietly = () => undefined;

test('a whole log is recomputed, and tells how far it is', async () => {
  const seen: number[] = [];
  const report = await verifyLog(whole, null, (leaves) => seen.push(leaves));
  expect(report).toMatchObject({ ok: true, leaves: SIZE, faults: [] });
  expect(seen).toEqual([0, 256, 512]);
});

test('a changed leaf, a changed tile, and a checkpoint that another key has signed', async () => {
  const leaf = new Map(FILES).set('tile/entries/001', flipped(FILES.get('tile/entries/001')!, 100));
  expect((await verifyLog(logOf(leaf), null, quietly)).ok).toBe(false);
  const tile = new Map(FILES).set('tile/0/001', flipped(FILES.get('tile/0/001')!, 7));
  expect((await verifyLog(logOf(tile), null, quietly)).ok).toBe(false);
  const forged = new Map(FILES).set('checkpoint', bytesOf(textOf(FILES).replace(/.{6}\n$/, 'AAAAA=\n')));
  expect(await verifyLog(logOf(forged), null, quietly)).toMatchObject({ ok: false, checkpoint: null });
});

test('a log that was rewritten behind an earlier checkpoint is found out', async () => {
  const before = publishedLog(numbered(300));
  const { checkpoint, isSigned } = keptCheckpoint(textOf(before), vkey);
  expect(isSigned).toBe(true);
  expect(await proveConsistency(whole, checkpoint)).toBe(true);
  expect((await verifyLog(whole, checkpoint, quietly)).ok).toBe(true);
  const other = publishedLog(numbered(SIZE).map((leaf, i) => (i === 5 ? bytesOf('another') : leaf)));
  expect(await proveConsistency(logOf(other), checkpoint)).toBe(false);
  expect((await verifyLog(logOf(other), checkpoint, quietly)).faults.map(({ kind }) => kind)).toEqual(['rewritten']);
  const later = keptCheckpoint(textOf(publishedLog(numbered(700))), vkey).checkpoint;
  expect(await proveConsistency(whole, later)).toBe(false);
});

test('a checkpoint of the last visit, and one without a signature, count as what they are', () => {
  const { checkpoint } = keptCheckpoint(textOf(FILES), vkey);
  expect(checkpointOf(LOG.key.name, SIZE, encodeBase64(checkpoint.root))).toMatchObject({ size: SIZE });
  expect(checkpointOf(LOG.key.name, SIZE, '!')).toBeNull();
  const unsigned = textOf(FILES).split('\n\n')[0]!;
  expect(keptCheckpoint(`${unsigned}\r\n`, vkey)).toMatchObject({ isSigned: false, checkpoint: { size: SIZE } });
  expect(() => keptCheckpoint('nothing of the kind', vkey)).toThrow(TlogError);
  expect(() => keptCheckpoint(textOf(FILES).replace(String(SIZE), '599'), vkey)).toThrow(TlogError);
});

test.each([0, 255, 256, 599])('record %i is proven without reading the rest', async (index) => {
  const proof = (await proveRecord(whole, index))!;
  expect(proof.isIncluded).toBe(true);
  expect(Buffer.from(proof.leaf).toString()).toBe(String(index));
});

test('a record that is not what the tree has is not proven; one that is not there has no proof', async () => {
  const changed = publishedLog(numbered(SIZE).map((leaf, i) => (i === 7 ? bytesOf('x') : leaf)));
  const files = new Map(FILES).set('tile/entries/000', changed.get('tile/entries/000')!);
  expect((await proveRecord(logOf(files), 7))!.isIncluded).toBe(false);
  expect((await proveRecord(logOf(files), 8))!.isIncluded).toBe(true);
  expect(await proveRecord(whole, SIZE)).toBeNull();
});
