import { randomBytes } from 'node:crypto';
import { ed25519Of, sha256 } from '../../ledger/index.ts';
import {
  type Ed25519Sign,
  formatSecret,
  formatVerifierKey,
  type NoteKey,
  noteKey,
  parseSecret,
  parseVerifierKey,
  TlogError,
} from '../../tlog/index.ts';

const SEED_BYTES = 32;

/** The key pair of a witness: `key` has type 4 (C2SP tlog-cosignature). */
export interface WitnessKey {
  readonly key: NoteKey;
  readonly vkey: string;
  readonly sign: Ed25519Sign;
}

/**
 * Generates a secret in the text form of Go's `note`, which other tools also use for the keys of witnesses. Throws
 * `bad-key` for an invalid name.
 */
export function newWitnessSecret(name: string): string {
  const seed = randomBytes(SEED_BYTES);
  const { keyId } = noteKey(sha256, name, ed25519Of(seed).publicKey);
  return formatSecret({ name, keyId, seed });
}

/** Parses the secret of a witness. Throws `bad-key`, never with the text. */
export function witnessKeyOf(secretText: string): WitnessKey {
  const { name, keyId, seed } = parseSecret(secretText.trim());
  const { publicKey, sign } = ed25519Of(seed);
  if (noteKey(sha256, name, publicKey).keyId !== keyId) throw new TlogError('bad-key', name);
  const key = noteKey(sha256, name, publicKey, 4);
  return { key, vkey: formatVerifierKey(key), sign };
}

/**
 * Parses the vkey of a witness. A key of type 1, as printed by Go's `note`, becomes the cosignature key of the same
 * public key.
 */
export function parseWitnessVkey(vkey: string): NoteKey {
  const key = parseVerifierKey(sha256, vkey.trim());
  return key.type === 4 ? key : noteKey(sha256, key.name, key.publicKey, 4);
}
