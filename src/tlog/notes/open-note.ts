import { utf8 } from '../byte-strings.ts';
import { TlogError } from '../tlog-error.ts';
import { type NoteSignature, parseNote } from './note.ts';
import type { NoteKey } from './note-key.ts';
import { cosignedMessage, type Ed25519Verify } from './note-signer.ts';

/** A verified signature. */
interface VerifiedSignature {
  readonly key: NoteKey;
  /** Time of a type 4 signature, in seconds since 1970; null for type 1. */
  readonly seconds: number | null;
}

/** A note with at least one verified signature. */
export interface OpenedNote {
  readonly text: string;
  /** One for each known key that signed, in the order of the note. */
  readonly verified: readonly VerifiedSignature[];
  /** Signatures by unknown keys, which prove nothing. */
  readonly unknown: readonly NoteSignature[];
}

/**
 * Reads a note and verifies it with the known keys. Signatures by other keys are ignored; of several by one key the
 * first counts, as in Go's `note`. Throws `malformed` or `too-large` like `parseNote`, `bad-signature` if a known key's
 * signature is invalid, `not-signed` if no known key has signed, and `bad-key` if two known keys share name and id.
 */
export function openNote(bytes: Uint8Array, known: readonly NoteKey[], verify: Ed25519Verify): OpenedNote {
  const { text, signatures } = parseNote(bytes);
  const keys = new Map<string, NoteKey>();
  for (const key of known) {
    if (keys.has(slot(key))) throw new TlogError('bad-key', `${key.name}, twice`);
    keys.set(slot(key), key);
  }
  const verified = new Map<NoteKey, VerifiedSignature>();
  const unknown: NoteSignature[] = [];
  for (const line of signatures) {
    const key = keys.get(slot(line));
    if (key === undefined) unknown.push(line);
    else if (!verified.has(key)) verified.set(key, verifySignature(text, line.signature, key, verify));
  }
  if (verified.size === 0) throw new TlogError('not-signed', known.map(({ name }) => name).join(', '));
  return { text, verified: [...verified.values()], unknown };
}

/** Verifies one signature of a text. Throws `bad-signature`. */
function verifySignature(text: string, signature: Uint8Array, key: NoteKey, verify: Ed25519Verify): VerifiedSignature {
  if (key.type === 1) {
    const fits = signature.length === 64 && verify(key.publicKey, utf8(text), signature);
    if (!fits) throw new TlogError('bad-signature', key.name);
    return { key, seconds: null };
  }
  const time = signature.length === 72 ? new DataView(signature.buffer, signature.byteOffset).getBigUint64(0) : -1n;
  const seconds = Number(time);
  const fits =
    Number.isSafeInteger(seconds) &&
    seconds >= 0 &&
    verify(key.publicKey, cosignedMessage(text, seconds), signature.subarray(8));
  if (!fits) throw new TlogError('bad-signature', key.name);
  return { key, seconds };
}

const slot = ({ name, keyId }: { name: string; keyId: number }) => `${name}+${keyId}`;
