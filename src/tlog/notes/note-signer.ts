import { joinBytes, utf8 } from '../byte-strings.ts';
import { TlogError } from '../tlog-error.ts';
import { formatNote, isNoteText, type NoteSignature, parseNote } from './note.ts';
import type { NoteKey, NoteSecret } from './note-key.ts';

/** Ed25519 (RFC 8032): returns the 64-byte signature of a message under a key that the function holds. */
export type Ed25519Sign = (message: Uint8Array) => Uint8Array;
/** Ed25519 (RFC 8032): verifies a signature under a 32-byte public key. Returns false for malformed keys too. */
export type Ed25519Verify = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

/** Signs note texts under one name. */
export interface NoteSigner {
  readonly key: NoteKey;
  /** Signs a text that ends with a newline. */
  sign(text: string): NoteSignature;
}

/**
 * Makes a signer of type 1. `key` is made from the public key that belongs to `sign`. If the secret is given as well,
 * its name and id must match the key; throws `bad-key` otherwise.
 */
export function noteSigner(key: NoteKey, sign: Ed25519Sign, secret?: NoteSecret): NoteSigner {
  if (key.type !== 1) throw new TlogError('bad-key', `${key.name} is of type ${key.type}`);
  if (secret !== undefined && (secret.name !== key.name || secret.keyId !== key.keyId)) {
    throw new TlogError('bad-key', key.name);
  }
  return {
    key,
    sign: (text) => ({ name: key.name, keyId: key.keyId, signature: sign(utf8(text)) }),
  };
}

/**
 * Returns the text with a signature of each signer, in order. Throws `malformed` for a text that is not valid in a
 * note.
 */
export function signNote(text: string, signers: readonly NoteSigner[]): Uint8Array {
  if (!isNoteText(text)) throw new TlogError('malformed', 'the text of a note');
  return formatNote({ text, signatures: signers.map((signer) => signer.sign(text)) });
}

/** Appends signature lines to a note. Throws like `parseNote` and `formatNote`. */
export function addSignatures(note: Uint8Array, more: readonly NoteSignature[]): Uint8Array {
  const { text, signatures } = parseNote(note);
  return formatNote({ text, signatures: [...signatures, ...more] });
}

/**
 * Returns the message a key of type 4 signs: a fixed first line, the time in seconds, and the text (C2SP
 * tlog-cosignature).
 */
export function cosignedMessage(text: string, seconds: number): Uint8Array {
  return utf8(`cosignature/v1\ntime ${seconds}\n${text}`);
}

/**
 * Cosigns the text of a checkpoint with a key of type 4, at a time in seconds since 1970. The cosignature states that
 * the signer has seen no larger tree of this log and that all trees it has seen are consistent; the caller must have
 * checked that.
 */
export function cosign(key: NoteKey, sign: Ed25519Sign, text: string, seconds: number): NoteSignature {
  if (key.type !== 4) throw new TlogError('bad-key', `${key.name} is of type ${key.type}`);
  if (!Number.isSafeInteger(seconds) || seconds < 0) throw new RangeError(`not a time in seconds: ${seconds}`);
  const time = new Uint8Array(8);
  new DataView(time.buffer).setBigUint64(0, BigInt(seconds));
  const signature = joinBytes(time, sign(cosignedMessage(text, seconds)));
  return { name: key.name, keyId: key.keyId, signature };
}
