import { decodeBase64, encodeBase64 } from '../base64.ts';
import { decimal } from '../byte-strings.ts';
import { TlogError } from '../tlog-error.ts';
import { HASH_BYTES } from '../tree/hashes.ts';
import { isNoteText } from './note.ts';
import type { NoteKey } from './note-key.ts';
import { type Ed25519Verify, type NoteSigner, signNote } from './note-signer.ts';
import { type OpenedNote, openNote } from './open-note.ts';

/** A log's statement about its tree (C2SP tlog-checkpoint). */
export interface Checkpoint {
  /** The log's identity; here also the name of its key. */
  readonly origin: string;
  /** Number of leaves in the tree. */
  readonly size: number;
  /** 32 bytes. */
  readonly root: Uint8Array;
  /** Lines after the root, kept unchanged; using any is not recommended. */
  readonly extensions: readonly string[];
}

/** A checkpoint signed by its log, with everything that was verified. */
export interface OpenedCheckpoint extends Checkpoint {
  readonly note: OpenedNote;
}

/** Formats the text to be signed. Throws `malformed` for anything `parseCheckpoint` would refuse. */
export function formatCheckpoint({ origin, size, root, extensions }: Checkpoint): string {
  const text = `${[origin, size, encodeBase64(root), ...extensions].join('\n')}\n`;
  parseCheckpoint(text);
  return text;
}

/** Parses the text of a checkpoint. Throws `malformed`, with the line number. */
export function parseCheckpoint(text: string): Checkpoint {
  if (!isNoteText(text)) throw new TlogError('malformed', 'a checkpoint');
  const [origin, sizeText, rootText, ...extensions] = text.slice(0, -1).split('\n');
  const size = decimal(sizeText ?? '');
  const root = decodeBase64(rootText ?? '');
  if (!origin) throw new TlogError('malformed', 'checkpoint, line 1');
  if (size === null) throw new TlogError('malformed', 'checkpoint, line 2');
  if (root?.length !== HASH_BYTES) throw new TlogError('malformed', 'checkpoint, line 3');
  const empty = extensions.indexOf('');
  if (empty >= 0) throw new TlogError('malformed', `checkpoint, line ${4 + empty}`);
  return { origin, size, root, extensions };
}

/** Signs a checkpoint for publication. */
export function signCheckpoint(checkpoint: Checkpoint, signers: readonly NoteSigner[]): Uint8Array {
  return signNote(formatCheckpoint(checkpoint), signers);
}

/**
 * Reads and verifies a checkpoint of one log: its key must have signed it, and the origin must be the key's name.
 * Signatures of known witnesses must be valid if present; whether there are enough of them is for the caller to judge
 * (`note.verified`). Throws like `openNote` and `parseCheckpoint`, `not-signed` if only witnesses have signed, and
 * `other-log`.
 */
export function openCheckpoint(
  bytes: Uint8Array,
  log: NoteKey,
  verify: Ed25519Verify,
  witnesses: readonly NoteKey[] = [],
): OpenedCheckpoint {
  const note = openNote(bytes, [log, ...witnesses], verify);
  if (!note.verified.some(({ key }) => key === log)) throw new TlogError('not-signed', log.name);
  const checkpoint = parseCheckpoint(note.text);
  if (checkpoint.origin !== log.name) throw new TlogError('other-log', checkpoint.origin);
  return { ...checkpoint, note };
}
