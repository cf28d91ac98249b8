import { expect, test } from 'vitest';
import {
  addSignatures,
  type Checkpoint,
  checkLog,
  consistencyProof,
  cosign,
  type FetchPath,
  formatCheckpoint,
  formatLeafProof,
  formatSignature,
  formatVerifierKey,
  formatWitnessRequest,
  inclusionProof,
  type LeafProof,
  type LogFaultKind,
  type LogReport,
  type LogTrust,
  leafHash,
  MOST_ENTRY_BYTES,
  type OpenedCheckpoint,
  openCheckpoint,
  parseLeafProof,
  parseSignatures,
  parseVerifierKey,
  parseWitnessRequest,
  TlogError,
  type TlogRefusal,
  tileHashReader,
  verifyConsistency,
  verifyLeafProof,
  type WitnessRequest,
} from '../src/tlog/index.ts';
import { bytesOf, ed25519Verify, fetchFrom, LOG, numbered, publishedLog, sha256, witnessOf } from './tlog-fixture.ts';

// A log, its witness, somebody with a proof, and an auditor. Each knows only the bytes and the keys that it was given.

const VKEY = formatVerifierKey(LOG.key);
const WITNESS = witnessOf('witness.example/w');
const WITNESS_VKEY = formatVerifierKey(WITNESS.key);
const LEAVES = [...numbered(700), new Uint8Array(MOST_ENTRY_BYTES)];

/** Answers a request as tlog-witness specifies, based on the last checkpoint that it cosigned. */
function witness(body: Uint8Array, last: Checkpoint): string | TlogRefusal {
  const { oldSize, proof, checkpoint }: WitnessRequest = parseWitnessRequest(body);
  const opened: OpenedCheckpoint = openCheckpoint(checkpoint, parseVerifierKey(sha256, VKEY), ed25519Verify);
  if (oldSize !== last.size) return 'malformed';
  const claim = { oldSize, oldRoot: last.root, newSize: opened.size, newRoot: opened.root, proof };
  if (!verifyConsistency(sha256, claim)) return 'other-root';
  return formatSignature(cosign(WITNESS.key, WITNESS.sign, opened.note.text, 1_800_000_000));
}

/** Returns the log when it had `size` leaves, with its checkpoint. */
function logAt(size: number, leaves = LEAVES): { files: Map<string, Uint8Array>; checkpoint: OpenedCheckpoint } {
  const files = publishedLog(leaves.slice(0, size));
  return { files, checkpoint: openCheckpoint(files.get('checkpoint')!, LOG.key, ed25519Verify) };
}

const readerOf = ({ files, checkpoint }: ReturnType<typeof logAt>) => {
  const fetch: FetchPath = fetchFrom(files);
  return tileHashReader(sha256, checkpoint, fetch);
};

test('a log is cosigned, proves a leaf, and is audited', async () => {
  const before = logAt(300);
  const now = logAt(LEAVES.length);
  const proof = await consistencyProof(sha256, readerOf(now), 300, LEAVES.length);
  const body = formatWitnessRequest({ oldSize: 300, proof, checkpoint: now.files.get('checkpoint')! });
  const answer = witness(body, before.checkpoint);
  const cosigned = addSignatures(now.files.get('checkpoint')!, parseSignatures(answer));

  const leaf: LeafProof = {
    index: 299,
    proof: await inclusionProof(sha256, readerOf(now), 299, LEAVES.length),
    checkpoint: cosigned,
    extra: null,
  };
  const log = parseVerifierKey(sha256, VKEY);
  const trust: LogTrust = { sha256, verify: ed25519Verify, log, witnesses: [parseVerifierKey(sha256, WITNESS_VKEY)] };
  const shown = verifyLeafProof(leafHash(sha256, LEAVES[299]!), parseLeafProof(formatLeafProof(leaf)), trust);
  expect(shown.note.verified.map(({ key, seconds }) => [key.name, seconds])).toEqual([
    [log.name, null],
    ['witness.example/w', 1_800_000_000],
  ]);

  const files = new Map(now.files).set('checkpoint', cosigned);
  const audit: LogReport = await checkLog({ ...trust, fetch: fetchFrom(files), earlier: before.checkpoint });
  expect(audit).toMatchObject({ ok: true, leaves: 701 });
});

test('a log that rewrites its past gets no cosignature, proves nothing to who kept a checkpoint, and fails the audit', async () => {
  const before = logAt(300);
  const forged = logAt(
    LEAVES.length,
    LEAVES.map((leaf, i) => (i === 10 ? bytesOf('other') : leaf)),
  );
  const proof = await consistencyProof(sha256, readerOf(forged), 300, LEAVES.length);
  const body = formatWitnessRequest({ oldSize: 300, proof, checkpoint: forged.files.get('checkpoint')! });
  expect(witness(body, before.checkpoint)).toBe('other-root');

  const trust: LogTrust = { sha256, verify: ed25519Verify, log: LOG.key };
  const leaf = { index: 10, proof: await inclusionProof(sha256, readerOf(forged), 10, LEAVES.length) };
  const checkpoint = forged.files.get('checkpoint')!;
  const bytes = formatLeafProof({ ...leaf, checkpoint, extra: null });
  expect(() => verifyLeafProof(leafHash(sha256, LEAVES[10]!), parseLeafProof(bytes), trust)).toThrow(TlogError);

  const audit = await checkLog({ ...trust, fetch: fetchFrom(forged.files), earlier: before.checkpoint });
  const kinds: LogFaultKind[] = audit.faults.map(({ kind }) => kind);
  expect(kinds).toEqual(['rewritten']);
  expect(formatCheckpoint(before.checkpoint)).toContain('\n300\n');
});
