import { ZenbunError } from '../../errors.ts';
import { ed25519Verify, type LedgerReader, sha256 } from '../../ledger/index.ts';
import {
  formatLeafProof,
  inclusionProof,
  leafHash,
  openCheckpoint,
  tileHashReader,
  verifyLeafProof,
} from '../../tlog/index.ts';
import { logKeyOf } from './signed-head.ts';

/**
 * Returns a proof that a record is in the log, which can be checked without the log (C2SP tlog-proof); the leaf is in
 * the proof's extra data. Throws `not-found` if the record does not exist or is not under the checkpoint yet, and
 * `damaged` if tiles and checkpoint do not prove it.
 */
export async function recordProof(reader: LedgerReader, index: number): Promise<Uint8Array> {
  const record = await reader.record(index);
  if (record === null) throw noRecord(index, await reader.from(), await reader.size());
  const log = logKeyOf(reader.identity.vkey);
  const fetch = async (path: string) => (await reader.publicFile(path))?.bytes ?? null;
  const checkpoint = await fetch('checkpoint');
  if (checkpoint === null) throw notSigned(index);
  const { size, root } = openCheckpoint(checkpoint, log, ed25519Verify);
  if (index >= size) throw notSigned(index);
  const tiles = tileHashReader(sha256, { size, root }, fetch);
  const proof = { index, proof: await inclusionProof(sha256, tiles, index, size), checkpoint, extra: record.bytes };
  verifyLeafProof(leafHash(sha256, record.bytes), proof, { sha256, verify: ed25519Verify, log });
  return formatLeafProof(proof);
}

/** Returns the error for a record that does not exist, with the range of those that do. */
export const noRecord = (index: number, from: number, size: number) =>
  new ZenbunError(
    'not-found',
    { en: `there is no record ${index}`, ja: `記録 ${index} はありません` },
    {
      advice:
        size === 0
          ? { en: 'The ledger is empty.', ja: '証跡は空です。' }
          : { en: `It holds records ${from} to ${size - 1}.`, ja: `${from} から ${size - 1} までの記録があります。` },
    },
  );

const notSigned = (index: number) =>
  new ZenbunError(
    'not-found',
    { en: `record ${index} is not under a checkpoint yet`, ja: `記録 ${index} はまだ署名されていません` },
    {
      advice: {
        en: 'Wait a moment, or start zenbun serve once more: it signs what is there.',
        ja: '少し待つか、zenbun serve を起動し直してください。起動時に署名します。',
      },
    },
  );
