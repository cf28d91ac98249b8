import { decodeBase64, encodeBase64 } from '../base64.ts';
import { decimal } from '../byte-strings.ts';
import { type OpenedCheckpoint, openCheckpoint } from '../notes/checkpoint.ts';
import type { NoteKey } from '../notes/note-key.ts';
import type { Ed25519Verify } from '../notes/note-signer.ts';
import { TlogError } from '../tlog-error.ts';
import type { Sha256 } from '../tree/hashes.ts';
import { verifyInclusion } from './inclusion-proof.ts';
import { formatProof, formatWithCheckpoint, parseProof, splitAtCheckpoint } from './proof-lines.ts';

/**
 * A proof that a leaf is in a log, verifiable without the log (C2SP tlog-proof). Stored in files ending in
 * `.tlog-proof`.
 */
export interface LeafProof {
  readonly index: number;
  /** Hashes from the leaf's sibling upwards. */
  readonly proof: readonly Uint8Array[];
  /** The signed checkpoint, unchanged. */
  readonly checkpoint: Uint8Array;
  /** Unsigned data added by an application; null if absent. */
  readonly extra: Uint8Array | null;
}

const FIRST_LINE = 'c2sp.org/tlog-proof@v1';
const WHAT = 'a .tlog-proof';

/** Formats a proof as bytes. Throws `malformed` or `too-large` for hashes that no proof has. */
export function formatLeafProof({ index, proof, checkpoint, extra }: LeafProof): Uint8Array {
  const extraLine = extra === null ? [] : [`extra ${encodeBase64(extra)}`];
  const bytes = formatWithCheckpoint(
    [FIRST_LINE, ...extraLine, `index ${index}`, ...formatProof(proof, WHAT)],
    checkpoint,
  );
  parseLeafProof(bytes);
  return bytes;
}

/** Parses a proof without verifying anything. Throws `malformed` or `too-large`. */
export function parseLeafProof(bytes: Uint8Array): LeafProof {
  const { lines, checkpoint } = splitAtCheckpoint(bytes, WHAT);
  const hasExtra = lines[1]?.startsWith('extra ') ?? false;
  const extra = hasExtra ? decodeBase64(lines[1]!.slice('extra '.length)) : null;
  const indexLine = /^index (.*)$/.exec(lines[hasExtra ? 2 : 1] ?? '');
  const index = decimal(indexLine?.[1] ?? '');
  if (lines[0] !== FIRST_LINE || index === null || (hasExtra && !extra?.length)) {
    throw new TlogError('malformed', WHAT);
  }
  return { index, proof: parseProof(lines.slice(hasExtra ? 3 : 2), WHAT), checkpoint, extra };
}

/** The functions and keys needed for verification. */
export interface LogTrust {
  readonly sha256: Sha256;
  readonly verify: Ed25519Verify;
  readonly log: NoteKey;
  /** Witnesses whose cosignatures must be valid if present. */
  readonly witnesses?: readonly NoteKey[];
}

/**
 * Returns the checkpoint of the proof, if it shows that the leaf is in the log's tree. Throws like `openCheckpoint`,
 * and `other-root` for a proof that does not match the leaf or the checkpoint.
 */
export function verifyLeafProof(leafHash: Uint8Array, proof: LeafProof, trust: LogTrust): OpenedCheckpoint {
  const checkpoint = openCheckpoint(proof.checkpoint, trust.log, trust.verify, trust.witnesses);
  if (!verifyInclusion(trust.sha256, { ...checkpoint, index: proof.index, leafHash, proof: proof.proof })) {
    throw new TlogError('other-root', `leaf ${proof.index}`);
  }
  return checkpoint;
}
