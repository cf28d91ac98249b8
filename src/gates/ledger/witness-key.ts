import { createPrivateKey, createPublicKey, hash, type KeyObject, randomBytes, sign, verify } from 'node:crypto';
import {
  type Ed25519Sign,
  type Ed25519Verify,
  formatSecret,
  formatVerifierKey,
  type NoteKey,
  noteKey,
  parseSecret,
  parseVerifierKey,
  type Sha256,
  TlogError,
} from '../../tlog/index.ts';

/** What PKCS #8 (RFC 8410) has before the seed of a private key, and SubjectPublicKeyInfo before a public key. */
const PRIVATE_START = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_START = Buffer.from('302a300506032b6570032100', 'hex');
const SEED_BYTES = 32;

export const sha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer');

export const ed25519Verify: Ed25519Verify = (publicKey, message, signature) => {
  try {
    const key = createPublicKey({ key: Buffer.concat([PUBLIC_START, publicKey]), format: 'der', type: 'spki' });
    return verify(null, message, key, signature);
  } catch {
    return false;
  }
};

/** The key of a witness: `key` is of type 4 (C2SP tlog-cosignature). */
export interface WitnessKey {
  readonly key: NoteKey;
  readonly vkey: string;
  readonly sign: Ed25519Sign;
}

/** A new secret in the text form of Go's `note`, of which tools of others make witnesses' keys too. Throws `bad-key` for the name. */
export function newWitnessSecret(name: string): string {
  const seed = randomBytes(SEED_BYTES);
  const { keyId } = noteKey(sha256, name, publicKeyOf(privateKeyOf(seed)));
  return formatSecret({ name, keyId, seed });
}

/** Throws `bad-key`, never with the text. */
export function witnessKeyOf(secretText: string): WitnessKey {
  const { name, keyId, seed } = parseSecret(secretText.trim());
  const privateKey = privateKeyOf(seed);
  const publicKey = publicKeyOf(privateKey);
  if (noteKey(sha256, name, publicKey).keyId !== keyId) throw new TlogError('bad-key', name);
  const key = noteKey(sha256, name, publicKey, 4);
  return { key, vkey: formatVerifierKey(key), sign: (message) => sign(null, message, privateKey) };
}

/** The key of a witness from its vkey; one of type 1, as Go's `note` prints it, is that of the cosignatures under the same public key. */
export function parseWitnessVkey(vkey: string): NoteKey {
  const key = parseVerifierKey(sha256, vkey.trim());
  return key.type === 4 ? key : noteKey(sha256, key.name, key.publicKey, 4);
}

const privateKeyOf = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PRIVATE_START, seed]), format: 'der', type: 'pkcs8' });

function publicKeyOf(privateKey: KeyObject): Uint8Array {
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return new Uint8Array(spki.subarray(PUBLIC_START.length));
}
