import { decodeBase64, encodeBase64 } from '../base64.ts';
import { isWellFormed, joinBytes, utf8 } from '../byte-strings.ts';
import { TlogError } from '../tlog-error.ts';
import type { Sha256 } from '../tree/hashes.ts';

/**
 * Signature types of C2SP signed-note: 1 is Ed25519 over the text, 4 a timestamped Ed25519 cosignature of a checkpoint.
 */
export type NoteKeyType = 1 | 4;

/** A named public key, as a vkey holds it. */
export interface NoteKey {
  readonly name: string;
  /** The first four bytes of SHA-256(name, LF, type, public key), as a number. */
  readonly keyId: number;
  readonly type: NoteKeyType;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
}

/** A private key in the text form of Go's `note`: always of type 1. */
export interface NoteSecret {
  readonly name: string;
  readonly keyId: number;
  /** The 32-byte seed of Ed25519 (RFC 8032 section 5.1.5). */
  readonly seed: Uint8Array;
}

const KEY_BYTES = 32;
const SECRET_START = 'PRIVATE+KEY+';

/** Reports whether a name is valid for a key: not empty, without white space, control characters and `+`. */
export function isKeyName(name: string): boolean {
  return name !== '' && !/[+\p{White_Space}\x00-\x1f]/u.test(name) && isWellFormed(name);
}

/** Makes a key with its id. Throws `bad-key` for an invalid name, and for a key that is not 32 bytes. */
export function noteKey(sha256: Sha256, name: string, publicKey: Uint8Array, type: NoteKeyType = 1): NoteKey {
  if (!isKeyName(name) || publicKey.length !== KEY_BYTES) throw new TlogError('bad-key', name);
  const id = sha256(joinBytes(utf8(`${name}\n`), Uint8Array.of(type), publicKey));
  return { name, keyId: idNumber(id), type, publicKey };
}

/** Formats a public key as `<name>+<key id in hex>+<base64 of type and key>` (C2SP signed-note, verifier keys). */
export function formatVerifierKey({ name, keyId, type, publicKey }: NoteKey): string {
  return `${name}+${idText(keyId)}+${encodeBase64(joinBytes(Uint8Array.of(type), publicKey))}`;
}

/**
 * Parses a public key. Throws `bad-key` if the text is not one, the id does not match the key, or the type is not 1 or
 * 4.
 */
export function parseVerifierKey(sha256: Sha256, text: string): NoteKey {
  const { name, keyId, data } = parseKeyText(text, text);
  const type = data[0];
  if (type !== 1 && type !== 4) throw new TlogError('bad-key', text);
  const key = noteKey(sha256, name, data.subarray(1), type);
  if (key.keyId !== keyId) throw new TlogError('bad-key', text);
  return key;
}

/** Formats a private key as `PRIVATE+KEY+<name>+<key id in hex>+<base64 of type and seed>`. */
export function formatSecret({ name, keyId, seed }: NoteSecret): string {
  return `${SECRET_START}${name}+${idText(keyId)}+${encodeBase64(joinBytes(Uint8Array.of(1), seed))}`;
}

/**
 * Parses a private key. Throws `bad-key`, never with the text in its message. Whether the id matches can be checked
 * only once the public key has been derived from the seed: `noteSigner` does so.
 */
export function parseSecret(text: string): NoteSecret {
  const what = 'the text of a private key';
  if (!text.startsWith(SECRET_START)) throw new TlogError('bad-key', what);
  const { name, keyId, data } = parseKeyText(text.slice(SECRET_START.length), what);
  if (data[0] !== 1 || data.length !== 1 + KEY_BYTES) throw new TlogError('bad-key', what);
  return { name, keyId, seed: data.subarray(1) };
}

function parseKeyText(text: string, what: string): { name: string; keyId: number; data: Uint8Array } {
  const parts = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text);
  const data = decodeBase64(parts?.[3] ?? '');
  if (parts === null || data === null || !isKeyName(parts[1]!)) throw new TlogError('bad-key', what);
  return { name: parts[1]!, keyId: Number.parseInt(parts[2]!, 16), data };
}

/** Reads the first four bytes as an unsigned big-endian number. */
export function idNumber(bytes: Uint8Array): number {
  return ((bytes[0]! << 24) | (bytes[1]! << 16) | (bytes[2]! << 8) | bytes[3]!) >>> 0;
}

/** Returns the four bytes of a key id. */
export function idBytes(keyId: number): Uint8Array {
  return Uint8Array.of(keyId >>> 24, keyId >>> 16, keyId >>> 8, keyId);
}

function idText(keyId: number): string {
  return keyId.toString(16).padStart(8, '0');
}
