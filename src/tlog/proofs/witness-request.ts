import { decimal } from '../byte-strings.ts';
import { TlogError } from '../tlog-error.ts';
import { formatProof, formatWithCheckpoint, parseProof, splitAtCheckpoint } from './proof-lines.ts';

/** The body of `add-checkpoint`, a log's request to a witness for a cosignature (C2SP tlog-witness). */
export interface WitnessRequest {
  /** Number of leaves in the tree that the witness cosigned last; 0 if none. */
  readonly oldSize: number;
  /** The consistency proof from there; empty if `oldSize` is 0 or the checkpoint's size. */
  readonly proof: readonly Uint8Array[];
  /** The signed checkpoint, unchanged. */
  readonly checkpoint: Uint8Array;
}

const WHAT = 'a request to a witness';

/** Formats a request. Throws `malformed` or `too-large` for anything `parseWitnessRequest` would refuse. */
export function formatWitnessRequest({ oldSize, proof, checkpoint }: WitnessRequest): Uint8Array {
  const bytes = formatWithCheckpoint([`old ${oldSize}`, ...formatProof(proof, WHAT)], checkpoint);
  parseWitnessRequest(bytes);
  return bytes;
}

/** Parses a request. Throws `malformed` or `too-large`. Verifies neither proof nor checkpoint. */
export function parseWitnessRequest(bytes: Uint8Array): WitnessRequest {
  const { lines, checkpoint } = splitAtCheckpoint(bytes, WHAT);
  const oldLine = /^old (.*)$/.exec(lines[0] ?? '');
  const oldSize = decimal(oldLine?.[1] ?? '');
  if (oldSize === null) throw new TlogError('malformed', WHAT);
  return { oldSize, proof: parseProof(lines.slice(1), WHAT), checkpoint };
}
