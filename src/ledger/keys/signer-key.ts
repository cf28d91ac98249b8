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

/** What PKCS #8 (RFC 8410) has before the seed of a private key, and SubjectPublicKeyInfo before a public key. */
const PRIVATE_START = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_START = Buffer.from('302a300506032b6570032100', 'hex');

/** The key of a log, under the origin's name. */
export interface LogSigner {
  readonly signer: NoteSigner;
  readonly vkey: string;
  /** As Go's `note` writes it, without a newline. */
  readonly secret: string;
}

/** The key pair of a seed of 32 bytes. */
export function ed25519Of(seed: Uint8Array): { readonly publicKey: Uint8Array; readonly sign: Ed25519Sign } {
  const privateKey = createPrivateKey({ key: Buffer.concat([PRIVATE_START, seed]), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return {
    publicKey: new Uint8Array(spki.subarray(PUBLIC_START.length)),
    sign: (message) => sign(null, message, privateKey),
  };
}

/** A signer of a seed of 32 bytes. Throws `bad-key` where the origin cannot be a key's name. */
export function signerOfSeed(origin: string, seed: Uint8Array): LogSigner {
  const pair = ed25519Of(seed);
  const key = noteKey(sha256, origin, pair.publicKey);
  return {
    signer: noteSigner(key, pair.sign),
    vkey: formatVerifierKey(key),
    secret: formatSecret({ name: key.name, keyId: key.keyId, seed }),
  };
}

/** Throws `bad-key` where the text is no private key, or its id is not that of its key. */
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
