import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { heardNothing, openOn, runScenario } from '../../scripts/ledger/scenario.ts';
import { SimulatedDisk } from '../../scripts/ledger/simulated-disk.ts';
import { readLedger, verifyLedger } from './index.ts';
import { decryptBody, keyCommitment, SubjectSecret } from './keys/record-cipher.ts';
import { readTable } from './keys/subject-table.ts';
import { SegmentFrames } from './reading/segment-frames.ts';
import type { FrameContent } from './segments/frame.ts';
import { readLeaf } from './segments/leaf.ts';

/**
 * Returns every 32-byte window of the folder's files, except segments and public log, whose bytes are public or random.
 */
function everyKey(disk: SimulatedDisk): Buffer[] {
  const files = [...disk.files()].filter(([path]) => !path.startsWith('/wal/') && !path.startsWith('/log/'));
  return files.flatMap(([, bytes]) =>
    Array.from({ length: Math.max(0, bytes.length - 31) }, (_, at) => Buffer.from(bytes.subarray(at, at + 32))),
  );
}

/** Reports whether anything in the folder opens a frame: as its key, its subject's key, or the secret of a table. */
function isOpenedByAnything(disk: SimulatedDisk, frame: FrameContent): boolean {
  const { key } = readLeaf(frame.leaf)!.body!;
  const salt = frame.slip.subarray(16);
  const opens = (subjectKey: Uint8Array) => {
    const recordKey = new SubjectSecret(subjectKey).recordKey(salt);
    return keyCommitment(recordKey) === key && decryptBody(recordKey, frame.ciphertext) !== null;
  };
  const tables = [...disk.files()].filter(([path]) => /subjects-/.test(path)).map(([, bytes]) => Buffer.from(bytes));
  return everyKey(disk).some(
    (candidate) =>
      keyCommitment(candidate) === key ||
      opens(candidate) ||
      tables.some((table) => readTable(new SubjectSecret(candidate), table).subjects.some((one) => opens(one.key))),
  );
}

async function framesOf(disk: SimulatedDisk): Promise<FrameContent[]> {
  const frames: FrameContent[] = [];
  for await (const { frame } of new SegmentFrames(disk, '/wal').from(0)) if (frame.slip.length > 0) frames.push(frame);
  return frames;
}

test('what was erased cannot be read with anything that is left; the proofs stay, and verifying names the records', async () => {
  const disk = new SimulatedDisk();
  const ledger = await openOn(disk);
  const append = (subject: string) =>
    ledger.append({ kind: 'note', fields: {}, subject, body: Buffer.from(`text of ${subject}`) });
  const [ann, bob, anns] = [await append('ann'), await append('bob'), await append('ann')];
  const earlier = await ledger.flush();
  const before = await framesOf(disk);
  expect(before.map((frame) => isOpenedByAnything(disk, frame))).toEqual([true, true, true]);
  const reader = await readLedger('/', disk);
  expect((await reader.body(ann.index)).state).toBe('open');
  const { pseudonym, intended, done } = await ledger.erase('ann');
  await ledger.flush();
  expect((await framesOf(disk)).map((frame) => isOpenedByAnything(disk, frame))).toEqual([false, true, false]);
  expect((await reader.body(ann.index)).state).toBe('unreadable');
  expect(await reader.body(bob.index)).toMatchObject({ state: 'open', body: Buffer.from('text of bob') });
  expect((await reader.record(intended))?.leaf).toMatchObject({
    kind: 'erasure-intended',
    fields: { subject: pseudonym },
  });
  expect((await reader.record(done))?.leaf).toMatchObject({ kind: 'erasure-done', fields: { intended } });
  const check = await verifyLedger('/', { vkey: ledger.vkey, earlier, disk });
  expect([check.integrity.verdict, check.completeness.verdict]).toEqual(['ok', 'ok']);
  expect(check.bodies).toEqual({ opened: 1, erased: [ann.index, anns.index] });
  await expect(ledger.erase('ann')).rejects.toMatchObject({ code: 'not-found' });
  expect(ledger.failure).toBeNull();
  // The same name now denotes a new subject.
  const { index } = await append('ann');
  expect((await reader.body(index)).state).toBe('open');
  await ledger.close();
});

test('a crash at any call of an erasure: it is ended at the next start, or it never began', async () => {
  const whole = new SimulatedDisk();
  await runScenario(whole, heardNothing());
  const seen = { ended: 0, notBegun: 0 };
  for (let step = 1; step <= whole.steps; step += 1) {
    const disk = new SimulatedDisk({ step, kind: step % 2 === 0 ? 'crash-before' : 'crash-after' });
    const heard = heardNothing();
    await runScenario(disk, heard);
    if (!heard.erasing.has('ann') || heard.prunedBefore > 0) continue;
    const after = disk.afterCrash(step % 3 === 0 ? 'all' : 'none');
    await (await openOn(after, '/', 2)).close();
    const frames = (await framesOf(after)).filter((_, i) => i < 3);
    expect(frames).toHaveLength(3);
    const opened = new Set(frames.map((frame) => isOpenedByAnything(after, frame)));
    expect(opened.size).toBe(1);
    const leaves: (string | undefined)[] = [];
    for await (const { leaf } of (await readLedger('/', after)).records()) leaves.push(leaf.kind);
    const erasures = leaves.filter((kind) => kind?.startsWith('erasure'));
    if (opened.has(true)) {
      expect(erasures).toEqual([]);
      seen.notBegun += 1;
    } else {
      expect(erasures).toEqual(['erasure-intended', 'erasure-done']);
      seen.ended += 1;
    }
  }
  expect(seen.ended).toBeGreaterThan(15);
  expect(seen.notBegun).toBeGreaterThan(1);
});

test('the leaf says nothing of the text: neither it nor its hash', async () => {
  const disk = new SimulatedDisk();
  const ledger = await openOn(disk);
  await ledger.append({ kind: 'note', fields: {}, subject: 'ann', body: Buffer.from('a short text') });
  await ledger.flush();
  await ledger.close();
  const digest = hash('sha256', 'a short text');
  for (const [path, bytes] of disk.files()) {
    const text = Buffer.from(bytes).toString('latin1');
    expect([path, text.includes('a short text') || text.includes(digest) || text.includes('ann')]).toEqual([
      path,
      false,
    ]);
  }
});
