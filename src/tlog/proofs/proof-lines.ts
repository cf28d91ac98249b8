import { decodeBase64, encodeBase64 } from '../base64.ts';
import { fromUtf8, joinBytes, utf8 } from '../byte-strings.ts';
import { MOST_NOTE_BYTES } from '../notes/note.ts';
import { TlogError } from '../tlog-error.ts';
import { HASH_BYTES } from '../tree/hashes.ts';

/** Maximum number of hashes in a proof: a tree is at most 63 levels high. */
const MOST_PROOF_HASHES = 63;

/** Joins lines of text, a blank line and an unchanged checkpoint: the form of proofs and witness requests. */
export function formatWithCheckpoint(lines: readonly string[], checkpoint: Uint8Array): Uint8Array {
  return joinBytes(utf8(`${lines.join('\n')}\n\n`), checkpoint);
}

/**
 * Splits what `formatWithCheckpoint` joins. Throws `too-large` or `malformed`, naming it `what`. The checkpoint is an
 * unexamined view.
 */
export function splitAtCheckpoint(bytes: Uint8Array, what: string): { lines: string[]; checkpoint: Uint8Array } {
  if (bytes.length > 2 * MOST_NOTE_BYTES) throw new TlogError('too-large', `${what} of ${bytes.length} bytes`);
  let split = 0;
  while (split + 1 < bytes.length && !(bytes[split] === 10 && bytes[split + 1] === 10)) split++;
  const head = fromUtf8(bytes.subarray(0, split));
  if (split + 2 >= bytes.length || head === null) throw new TlogError('malformed', what);
  return { lines: head.split('\n'), checkpoint: bytes.subarray(split + 2) };
}

/** Formats hashes as lines. Throws `too-large` or `malformed` for a proof that no tree has. */
export function formatProof(proof: readonly Uint8Array[], what: string): string[] {
  if (proof.length > MOST_PROOF_HASHES) throw new TlogError('too-large', what);
  if (proof.some(({ length }) => length !== HASH_BYTES)) throw new TlogError('malformed', what);
  return proof.map(encodeBase64);
}

/** Parses hashes from lines. Throws `too-large` or `malformed`. */
export function parseProof(lines: readonly string[], what: string): Uint8Array[] {
  if (lines.length > MOST_PROOF_HASHES) throw new TlogError('too-large', what);
  return lines.map((line) => {
    const hash = decodeBase64(line);
    if (hash?.length !== HASH_BYTES) throw new TlogError('malformed', what);
    return hash;
  });
}
