import { ZenbunError } from '../../../errors.ts';
import { sha256 } from '../../../ledger/index.ts';
import { checkRecord, proveRecord, recordProofJson } from '../../../provenance/index.ts';
import { type FoundRecord, findRecord, type RecordChoice } from './find-record.ts';
import { openLeafFile } from './leaf-file.ts';
import { pathOfName } from './manifest-inputs.ts';
import { leavesPath, readSecret, secretPath } from './manifest-secret.ts';
import { readManifest } from './signed-manifest.ts';

interface ProveOptions {
  /** Leave out the record's bytes and salt. */
  readonly withhold?: boolean;
  /** Current path of the data, if it has changed since they were attested. */
  readonly data?: string;
  readonly signal?: AbortSignal;
}

export interface ProvedRecord extends Pick<FoundRecord, 'record' | 'line'> {
  readonly name: string;
  readonly size: number;
  /** The proof file, which can be checked with nothing but the signer's public key. */
  readonly text: string;
}

/**
 * Proves one record of a manifest, using the data, the leaf hashes and the secret. The proof is checked before it is
 * returned. Throws `not-found` and `damaged` as `findRecord` does, and `damaged` if the leaf hashes do not lead to the
 * signed root.
 */
export async function proveManifestRecord(
  path: string,
  choice: RecordChoice,
  { withhold = false, data, signal }: ProveOptions = {},
): Promise<ProvedRecord> {
  const { manifest, signed } = await readManifest(path);
  const secret = await readSecret(secretPath(path), manifest.root);
  const leaves = await openLeafFile(leavesPath(path), manifest.size);
  try {
    const found = await findRecord(
      {
        manifest,
        seeds: secret.seeds,
        leaf: (record) => leaves.read(record, record + 1),
        pathOf: (name) => pathOfName(data ?? secret.data, name),
        ...(signal === undefined ? {} : { signal }),
      },
      choice,
    );
    const tree = { size: manifest.size, readLeafHashes: leaves.read };
    const proof = await proveRecord(sha256, tree, found.record, found.opened, withhold);
    if (checkRecord(sha256, proof, manifest).some(({ state }) => state === 'failed'))
      throw new ZenbunError('damaged', {
        en: `${leavesPath(path)} does not lead to the root of the manifest`,
        ja: `${leavesPath(path)} からマニフェストのルートハッシュが得られません`,
      });
    const text = `${JSON.stringify(recordProofJson(proof, signed), null, 2)}\n`;
    return { record: found.record, line: found.line, name: found.file.name, size: manifest.size, text };
  } finally {
    await leaves.close();
  }
}
