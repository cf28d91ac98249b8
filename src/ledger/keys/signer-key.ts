import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import {
  type Ed25519Sign,
  type Ed25519Verify,
  formatSecret,
  formatVerifierKey,
  type NoteSigner,
  noteKey,
  noteSigner,
  parseSecret,
} from '../../tlog/index.ts';
import { sha256 } from '../sha256.ts';

/** DER prefixes: PKCS #8 (RFC 8410) before the seed of a private key, SubjectPublicKeyInfo before a public key. */
const PRIVATE_START = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_START = Buffer.from('302a300506032b6570032100', 'hex');

/** The key of a log, named after its origin. */
export interface LogSigner {
  readonly signer: NoteSigner;
  readonly vkey: string;
  /** In the format of Go's `note`, without a newline. */
  readonly secret: string;
}

/** Returns the key pair of a 32-byte seed. */
export function ed25519Of(seed: Uint8Array): { readonly publicKey: Uint8Array; readonly sign: Ed25519Sign } {
  const privateKey = createPrivateKey({ key: Buffer.concat([PRIVATE_START, seed]), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return {
    publicKey: new Uint8Array(spki.subarray(PUBLIC_START.length)),
    sign: (message) => sign(null, message, privateKey),
  };
}

/** Makes a signer from a 32-byte seed. Throws `bad-key` if the origin is not a valid key name. */
export function signerOfSeed(origin: string, seed: Uint8Array): LogSigner {
  const pair = ed25519Of(seed);
  const key = noteKey(sha256, origin, pair.publicKey);
  return {
    signer: noteSigner(key, pair.sign),
    vkey: formatVerifierKey(key),
    secret: formatSecret({ name: key.name, keyId: key.keyId, seed }),
  };
}

/**
 * Makes a signer from its text form. Throws `bad-key` if the text is not a private key, or the id does not match the
 * key.
 */
export function signerOfSecret(text: string): LogSigner {
  const secret = parseSecret(text.trim());
  const made = signerOfSeed(secret.name, secret.seed);
  noteSigner(made.signer.key, () => new Uint8Array(0), secret);
  return made;
}

export const ed25519Verify: Ed25519Verify = (publicKey, message, signature) => {
  try {
    const key = createPublicKey({ key: Buffer.concat([PUBLIC_START, publicKey]), format: 'der', type: 'spki' });
    return verify(null, message, key, signature);
  } catch {
    return false;
  }
};
