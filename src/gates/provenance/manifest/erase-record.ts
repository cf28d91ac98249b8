import { lockFile } from '../../../files/index.ts';
import { sha256 } from '../../../ledger/index.ts';
import { erasedBetween, fileOfRecord, saltAt, seedsWithout } from '../../../provenance/index.ts';
import { noRecord } from './find-record.ts';
import { readSecret, replaceSecret, secretPath } from './manifest-secret.ts';
import { readManifest } from './signed-manifest.ts';

export interface ErasedRecord {
  readonly record: number;
  /** The file that contains, or contained, the record: its row is not touched. */
  readonly name: string;
  /** True if it had been erased before; nothing was changed. */
  readonly wasErased: boolean;
  /** Number of records of the manifest without a salt, including this one. */
  readonly erased: number;
}

/**
 * Destroys the salt of one record for good. Its commitment stays in the tree, so that the proofs of other records stay
 * valid, but it can no longer be opened from this secret. Throws `not-found` if there is no such record.
 */
export async function eraseManifestRecord(path: string, record: number): Promise<ErasedRecord> {
  const { manifest } = await readManifest(path);
  const file = fileOfRecord(manifest, record);
  if (file === undefined) throw noRecord(record, manifest.size);
  const where = secretPath(path);
  // If two processes erase at a time, the later one must not restore what the first has destroyed.
  const giveBack = lockFile(where);
  try {
    const secret = await readSecret(where, manifest.root);
    const wasErased = saltAt(sha256, secret.seeds, record) === null;
    const seeds = seedsWithout(sha256, secret.seeds, record, manifest.size);
    if (!wasErased) await replaceSecret(where, { ...secret, seeds });
    return { record, name: file.name, wasErased, erased: erasedBetween(seeds, 0, manifest.size) };
  } finally {
    giveBack();
  }
}
