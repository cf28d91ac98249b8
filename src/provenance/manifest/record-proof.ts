import { decodeBase64, encodeBase64, HASH_BYTES, inclusionProof, leafHash } from '../../tlog/index.ts';
import { isObject } from '../encoding/shape.ts';
import type { Digest } from '../ports.ts';
import { leafHashReader, type ReadLeafHashes } from './leaf-hash-reader.ts';
import { recordCommitment, SALT_BYTES } from './record-commitment.ts';
import { isWhole } from './whole-number.ts';

const RECORD_PROOF = 'zenbun.record-proof/1';

/** Maximum length of a path in a tree whose size fits in a double. */
const MOST_SIBLINGS = 53;

/** A salt and the record it opens. */
export interface OpenedRecord {
  readonly salt: Uint8Array;
  readonly bytes: Uint8Array;
}

/** A proof that a record is in a manifest; the signed manifest itself comes separately. */
export interface ManifestProof {
  /** 0-based position in the tree. */
  readonly record: number;
  readonly commitment: Uint8Array;
  /** Null if withheld. The proof then shows that there is a record, but nothing of its content. */
  readonly opened: OpenedRecord | null;
  /** Hashes from the leaf's sibling upwards (RFC 6962 section 2.1.1). */
  readonly path: readonly Uint8Array[];
}

/**
 * Proves one record of a tree, using the leaf hashes and no other record. With `withhold`, its salt and bytes are left
 * out. Rejects with RangeError if the tree has no such record.
 */
export async function proveRecord(
  sha256: Digest,
  tree: { readonly size: number; readonly readLeafHashes: ReadLeafHashes },
  record: number,
  opened: OpenedRecord,
  withhold = false,
): Promise<ManifestProof> {
  const path = await inclusionProof(sha256, leafHashReader(sha256, tree.readLeafHashes), record, tree.size);
  const commitment = recordCommitment(sha256, opened.salt, opened.bytes);
  return { record, commitment, opened: withhold ? null : opened, path };
}

/** Returns the hash of a commitment in the tree. */
export function commitmentLeaf(sha256: Digest, commitment: Uint8Array): Uint8Array {
  return leafHash(sha256, commitment);
}

/** Returns the JSON of a proof file; `signed`: the JSON of the signed manifest's file. */
export function recordProofJson(proof: ManifestProof, signed: unknown): unknown {
  return {
    schema: RECORD_PROOF,
    record: proof.record,
    commitment: encodeBase64(proof.commitment),
    salt: proof.opened === null ? null : encodeBase64(proof.opened.salt),
    bytes: proof.opened === null ? null : encodeBase64(proof.opened.bytes),
    path: proof.path.map(encodeBase64),
    manifest: signed,
  };
}

/**
 * Reads a proof file and the JSON of the signed manifest in it; null if its shape is wrong. Verifies nothing yet: see
 * `checkRecord`.
 */
export function readRecordProof(value: unknown): { readonly proof: ManifestProof; readonly signed: unknown } | null {
  if (!isObject(value) || value.schema !== RECORD_PROOF || !isWhole(value.record)) return null;
  const commitment = bytesOf(value.commitment, HASH_BYTES);
  if (commitment === null || !Array.isArray(value.path) || value.path.length > MOST_SIBLINGS) return null;
  const path: Uint8Array[] = [];
  for (const text of value.path) {
    const hash = bytesOf(text, HASH_BYTES);
    if (hash === null) return null;
    path.push(hash);
  }
  const read = { record: value.record, commitment, path };
  // A record is opened with both or withheld with neither; only one of the two is invalid.
  if (value.salt === null && value.bytes === null) return { proof: { ...read, opened: null }, signed: value.manifest };
  const salt = bytesOf(value.salt, SALT_BYTES);
  const bytes = bytesOf(value.bytes);
  if (salt === null || bytes === null) return null;
  return { proof: { ...read, opened: { salt, bytes } }, signed: value.manifest };
}

function bytesOf(value: unknown, length?: number): Uint8Array | null {
  if (typeof value !== 'string') return null;
  const bytes = decodeBase64(value);
  return bytes === null || (length !== undefined && bytes.length !== length) ? null : bytes;
}
