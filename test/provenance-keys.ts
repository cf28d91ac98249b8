import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import type { KeyAlgorithm, SigningKey, Statement } from '../src/provenance/index.ts';
import { STATEMENT_TYPE } from '../src/provenance/index.ts';

// Keys for tests of provenance, generated anew in each run; the real ones are read by gates.

export const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
export const sha256Hex = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

const HASHES: Readonly<Record<KeyAlgorithm, string | null>> = {
  'ecdsa-p256': 'sha256',
  'ecdsa-p384': 'sha384',
  'ecdsa-p521': 'sha512',
  ed25519: null,
};

function pairOf(algorithm: KeyAlgorithm): KeyObject {
  if (algorithm === 'ed25519') return generateKeyPairSync('ed25519').privateKey;
  return generateKeyPairSync('ec', { namedCurve: `P-${algorithm.slice(-3)}` }).privateKey;
}

export function makeKey(algorithm: KeyAlgorithm, name: string): SigningKey {
  const secret = pairOf(algorithm);
  const open = createPublicKey(secret);
  const pem = open.export({ type: 'spki', format: 'pem' }) as string;
  return {
    name,
    algorithm,
    pem,
    pemHint: sha256Hex(pem),
    fingerprint: sha256Hex(open.export({ type: 'spki', format: 'der' })),
    sign: (message) => sign(HASHES[algorithm], message, secret),
    verify: (message, signature) => verify(HASHES[algorithm], message, open, signature),
  };
}

/** Returns a statement about one subject. */
export function statementOf(predicateType: string, predicate: unknown, sha256 = sha256Hex('a thing')): Statement {
  return { _type: STATEMENT_TYPE, subject: [{ name: 'thing', digest: { sha256 } }], predicateType, predicate };
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

// biome-ignore lint/suspicious/noExplicitAny: what tests change has no type.
export type Changeable = any;

/** Changes the JSON of a file and encodes it again. */
export function edited(bytes: Uint8Array, change: (value: Changeable) => unknown): Uint8Array {
  const value = JSON.parse(new TextDecoder().decode(bytes));
  return bytesOf(JSON.stringify(change(value) ?? value));
}
