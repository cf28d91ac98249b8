import { createHash, type KeyObject, sign, verify } from 'node:crypto';
import type { KeyAlgorithm, SigningKey, VerifyingKey } from '../../../provenance/index.ts';

/** Curves by their OpenSSL names, with the hash of their signatures. */
const CURVES: Readonly<Record<string, readonly [KeyAlgorithm, string]>> = {
  prime256v1: ['ecdsa-p256', 'sha256'],
  secp384r1: ['ecdsa-p384', 'sha384'],
  secp521r1: ['ecdsa-p521', 'sha512'],
};

/**
 * Returns the algorithm of a key and the hash of its signatures (null: Ed25519 hashes by itself), or null for a kind
 * that is not supported.
 */
function algorithmOf(key: KeyObject): { readonly algorithm: KeyAlgorithm; readonly hash: string | null } | null {
  if (key.asymmetricKeyType === 'ed25519') return { algorithm: 'ed25519', hash: null };
  const curve = key.asymmetricKeyType === 'ec' ? CURVES[key.asymmetricKeyDetails?.namedCurve ?? ''] : undefined;
  return curve === undefined ? null : { algorithm: curve[0], hash: curve[1] };
}

/** Returns the kind of a key for display: `RSA`, `EC secp256k1`. */
export const keyKindOf = (key: KeyObject): string =>
  key.asymmetricKeyType === 'ec'
    ? `EC ${key.asymmetricKeyDetails?.namedCurve ?? '?'}`
    : (key.asymmetricKeyType ?? 'secret').toUpperCase();

const hex = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Wraps a public key for the checks; null for a kind that is not supported. */
export function verifyingKeyOf(key: KeyObject, name: string): VerifyingKey | null {
  const known = algorithmOf(key);
  if (known === null) return null;
  const pem = key.export({ type: 'spki', format: 'pem' }) as string;
  return {
    name,
    algorithm: known.algorithm,
    fingerprint: hex(key.export({ type: 'spki', format: 'der' })),
    pemHint: hex(pem),
    pem,
    verify(message, signature) {
      try {
        return verify(known.hash, message, key, signature);
      } catch {
        // A signature that is not DER is not a signature.
        return false;
      }
    },
  };
}

/** Wraps a private key with its public half; null for a kind that is not supported. */
export function signingKeyOf(secret: KeyObject, publicKey: KeyObject, name: string): SigningKey | null {
  const known = algorithmOf(publicKey);
  const verifying = verifyingKeyOf(publicKey, name);
  if (known === null || verifying === null) return null;
  return { ...verifying, sign: (message) => new Uint8Array(sign(known.hash, message, secret)) };
}
