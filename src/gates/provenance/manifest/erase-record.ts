import { lockFile } from '../../../files/index.ts';
import { sha256 } from '../../../ledger/index.ts';
import { erasedBetween, fileOfRecord, saltAt, seedsWithout } from '../../../provenance/index.ts';
import { noRecord } from './find-record.ts';
import { readSecret, replaceSecret, secretPath } from './manifest-secret.ts';
import { readManifest } from './signed-manifest.ts';

export interface ErasedRecord {
  readonly record: number;
  /** The file in which the record stands, or stood: its row is not touched. */
  readonly name: string;
  /** It had been erased before; nothing was changed. */
  readonly wasErased: boolean;
  /** Records of the manifest without a salt, this one among them. */
  readonly erased: number;
}

/**
 * Destroys the salt of one record for good. Its commitment stays in the tree, so that the others' proofs stay valid, and can no longer be opened from
 * this secret. Throws `not-found` where there is no such record.
 */
export async function eraseManifestRecord(path: string, record: number): Promise<ErasedRecord> {
  const { manifest } = await readManifest(path);
  const file = fileOfRecord(manifest, record);
  if (file === undefined) throw noRecord(record, manifest.size);
  const where = secretPath(path);
  // Of two that erase at a time the later one must not bring back what the first has destroyed.
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
