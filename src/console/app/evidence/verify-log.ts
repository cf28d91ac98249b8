import * as ed25519 from '@noble/ed25519';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import {
  type Checkpoint,
  checkLog,
  consistencyProof,
  decodeBase64,
  decodeBundle,
  type Ed25519Verify,
  type FetchPath,
  inclusionProof,
  type LogReport,
  leafHash,
  openCheckpoint,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  rootAt,
  TILE_WIDTH,
  tileHashReader,
  tilePath,
  verifyConsistency,
  verifyInclusion,
} from '../../../tlog/index.ts';

ed25519.hashes.sha512 = sha512;

const verify: Ed25519Verify = (publicKey, message, signature) => {
  try {
    return ed25519.verify(signature, message, publicKey);
  } catch {
    return false;
  }
};

/** A log whose files can be fetched, and the key that must have signed it. */
export interface FetchedLog {
  /** Text of the verifier key. */
  readonly vkey: string;
  readonly fetch: FetchPath;
}

/**
 * Reads every leaf, recomputes tree, tiles and root, and checks the signature. `earlier` is a tree that this one must
 * begin with.
 */
export async function verifyLog(
  log: FetchedLog,
  earlier: Checkpoint | null,
  progress: (leaves: number) => void,
): Promise<LogReport> {
  return checkLog({
    ...{ sha256, verify, log: parseVerifierKey(sha256, log.vkey), fetch: log.fetch },
    ...(earlier === null ? {} : { earlier }),
    mostFaults: 100,
    visit: (index) => {
      if (index % TILE_WIDTH === 0) progress(index);
    },
  });
}

/** Parses a checkpoint that somebody kept: a signed note, or its text alone. Throws `TlogError` for anything else. */
export function keptCheckpoint(text: string, vkey: string): { checkpoint: Checkpoint; isSigned: boolean } {
  const normal = `${text.replace(/\r\n/g, '\n').replace(/\n+$/, '')}\n`;
  const bytes = new TextEncoder().encode(normal);
  if (!/\n\n\u2014 /.test(normal)) return { checkpoint: parseCheckpoint(normal), isSigned: false };
  // A signed note must be well-formed and validly signed by this log.
  parseNote(bytes);
  return { checkpoint: openCheckpoint(bytes, parseVerifierKey(sha256, vkey), verify), isSigned: true };
}

/** Returns the checkpoint kept by the last visit, or null if its root is not Base64. */
export function checkpointOf(origin: string, size: number, root: string): Checkpoint | null {
  const hash = decodeBase64(root);
  return hash === null ? null : { origin, size, root: hash, extensions: [] };
}

/** Result of proving one record; hashes are bytes. */
export interface RecordProof {
  readonly isIncluded: boolean;
  readonly leaf: Uint8Array;
  readonly hash: Uint8Array;
  /** From the leaf's sibling upwards. */
  readonly path: readonly Uint8Array[];
  readonly size: number;
}

/**
 * Proves one record under the signed checkpoint without reading the rest; null if the record is not available. Throws
 * `TlogError` if the log does not lead to its root.
 */
export async function proveRecord(log: FetchedLog, index: number): Promise<RecordProof | null> {
  const checkpoint = await signedCheckpoint(log);
  if (checkpoint === null || index >= checkpoint.size) return null;
  const { size, root } = checkpoint;
  const bundle = Math.floor(index / TILE_WIDTH);
  const width = Math.min(TILE_WIDTH, size - bundle * TILE_WIDTH);
  const partial = await log.fetch(tilePath({ level: 'entries', index: bundle, width }));
  const full = partial === null && width < TILE_WIDTH;
  const bytes = full ? await log.fetch(tilePath({ level: 'entries', index: bundle, width: TILE_WIDTH })) : partial;
  if (bytes === null) return null;
  const leaf = decodeBundle(bytes, full ? TILE_WIDTH : width)[index % TILE_WIDTH]!;
  const hash = leafHash(sha256, leaf);
  const path = await inclusionProof(sha256, tileHashReader(sha256, { size, root }, log.fetch), index, size);
  return {
    isIncluded: verifyInclusion(sha256, { index, size, leafHash: hash, root, proof: path }),
    leaf,
    hash,
    path,
    size,
  };
}

/**
 * Reports whether the log's tree begins with an earlier one; null if there is no checkpoint. Throws like `proveRecord`.
 */
export async function proveConsistency(log: FetchedLog, earlier: Checkpoint): Promise<boolean | null> {
  const now = await signedCheckpoint(log);
  if (now === null) return null;
  if (earlier.origin !== now.origin || earlier.size > now.size) return false;
  const reader = tileHashReader(sha256, now, log.fetch);
  const proof = await consistencyProof(sha256, reader, earlier.size, now.size);
  const claim = { oldSize: earlier.size, oldRoot: earlier.root, newSize: now.size, newRoot: now.root, proof };
  if (earlier.size === 0) return verifyConsistency(sha256, { ...claim, oldRoot: await rootAt(sha256, reader, 0) });
  return verifyConsistency(sha256, claim);
}

async function signedCheckpoint({ vkey, fetch }: FetchedLog) {
  const bytes = await fetch('checkpoint');
  return bytes === null ? null : openCheckpoint(bytes, parseVerifierKey(sha256, vkey), verify);
}
