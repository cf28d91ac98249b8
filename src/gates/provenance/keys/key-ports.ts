import { createHash, type KeyObject, sign, verify } from 'node:crypto';
import type { KeyAlgorithm, SigningKey, VerifyingKey } from '../../../provenance/index.ts';

/** Curves by the name that OpenSSL gives them, with the hash of their signatures. */
const CURVES: Readonly<Record<string, readonly [KeyAlgorithm, string]>> = {
  prime256v1: ['ecdsa-p256', 'sha256'],
  secp384r1: ['ecdsa-p384', 'sha384'],
  secp521r1: ['ecdsa-p521', 'sha512'],
};

/** What a key is and which hash its signatures take (null: Ed25519 hashes by itself); null for a kind that is not used here. */
export function algorithmOf(key: KeyObject): { readonly algorithm: KeyAlgorithm; readonly hash: string | null } | null {
  if (key.asymmetricKeyType === 'ed25519') return { algorithm: 'ed25519', hash: null };
  const curve = key.asymmetricKeyType === 'ec' ? CURVES[key.asymmetricKeyDetails?.namedCurve ?? ''] : undefined;
  return curve === undefined ? null : { algorithm: curve[0], hash: curve[1] };
}

/** What a key is, for people: `RSA`, `EC secp256k1`. */
export const keyKindOf = (key: KeyObject): string =>
  key.asymmetricKeyType === 'ec'
    ? `EC ${key.asymmetricKeyDetails?.namedCurve ?? '?'}`
    : (key.asymmetricKeyType ?? 'secret').toUpperCase();

const hex = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A public key as the checks take it; null for a kind that is not used here. */
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
        // A signature that is no DER is no signature.
        return false;
      }
    },
  };
}

/** A private key with its public half; null for a kind that is not used here. */
export function signingKeyOf(secret: KeyObject, publicKey: KeyObject, name: string): SigningKey | null {
  const known = algorithmOf(publicKey);
  const verifying = verifyingKeyOf(publicKey, name);
  if (known === null || verifying === null) return null;
  return { ...verifying, sign: (message) => new Uint8Array(sign(known.hash, message, secret)) };
}
