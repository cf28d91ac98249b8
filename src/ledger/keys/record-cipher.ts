import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';
import { sha256, sha256Hex } from '../sha256.ts';

/** Fills a buffer with random bytes. */
export type FillRandom = (into: Uint8Array) => void;

export const fillRandom: FillRandom = (into) => {
  randomFillSync(into);
};

export const KEY_BYTES = 32;
/**
 * Length of a pseudonym, which names a subject (in hexadecimal or as bytes). It is random, never derived from personal
 * data.
 */
export const PSEUDONYM_BYTES = 16;
/**
 * Length of a frame's key slip: the subject's pseudonym, then the random salt from which the record's key is derived.
 */
export const SLIP_BYTES = PSEUDONYM_BYTES + KEY_BYTES;
export const slipPseudonym = (slip: Uint8Array): string =>
  Buffer.from(slip.subarray(0, PSEUDONYM_BYTES)).toString('hex');

export const TAG_BYTES = 16;
/** A constant nonce is safe because no key encrypts twice. */
const NONCE = Buffer.alloc(12);
const CIPHER = 'aes-256-gcm';
const COMMITMENT_DOMAIN = Buffer.from('zenbun record key\n');
const COMMITTED = Buffer.concat([COMMITMENT_DOMAIN, Buffer.alloc(KEY_BYTES)]);
const HMAC_BLOCK_BYTES = 64;

/** Hands out random bytes from a prefetched pool: requesting 32 at a time would cost more than the encryption. */
export class RandomPool {
  readonly #fill: FillRandom;
  readonly #pool = Buffer.alloc(4096);
  #used = 4096;

  constructor(fill: FillRandom) {
    this.#fill = fill;
  }

  /** Returns fresh random bytes, at most 4096; the pool keeps no copy of them. */
  take(bytes: number): Buffer {
    const taken = Buffer.alloc(bytes);
    this.put(taken, 0, bytes);
    return taken;
  }

  /** Like `take`, but writes into a buffer. */
  put(into: Buffer, at: number, bytes: number): void {
    if (this.#used + bytes > this.#pool.length) {
      this.#fill(this.#pool);
      this.#used = 0;
    }
    this.#pool.copy(into, at, this.#used, this.#used + bytes);
    this.#pool.fill(0, this.#used, this.#used + bytes);
    this.#used += bytes;
  }
}

/**
 * Derives record keys: HMAC-SHA-256 of the random salt of the slip, under the key of the subject. Without the subject's
 * key, a record key cannot be recovered. Each derivation takes two hashes over prepared blocks; wrapping keys with
 * AES-GCM would take five times as long.
 */
export class SubjectSecret {
  readonly #inner = Buffer.alloc(HMAC_BLOCK_BYTES + KEY_BYTES);
  readonly #outer = Buffer.alloc(HMAC_BLOCK_BYTES + KEY_BYTES);

  constructor(key: Uint8Array) {
    this.#inner.fill(0x36, 0, HMAC_BLOCK_BYTES);
    this.#outer.fill(0x5c, 0, HMAC_BLOCK_BYTES);
    for (let i = 0; i < KEY_BYTES; i += 1) {
      this.#inner[i]! ^= key[i]!;
      this.#outer[i]! ^= key[i]!;
    }
  }

  recordKey(salt: Uint8Array): Uint8Array {
    this.#inner.set(salt, HMAC_BLOCK_BYTES);
    this.#outer.set(sha256(this.#inner), HMAC_BLOCK_BYTES);
    return sha256(this.#outer);
  }

  /** Erases the secret; the object is unusable afterwards. */
  forget(): void {
    this.#inner.fill(0);
    this.#outer.fill(0);
  }
}

/**
 * Returns the leaf's commitment to the key, in hexadecimal. AES-GCM alone would let one ciphertext be opened under two
 * keys.
 */
export function keyCommitment(recordKey: Uint8Array): string {
  COMMITTED.set(recordKey, COMMITMENT_DOMAIN.length);
  const commitment = sha256Hex(COMMITTED);
  COMMITTED.fill(0, COMMITMENT_DOMAIN.length);
  return commitment;
}

/** Writes the ciphertext followed by its tag into a place that is `TAG_BYTES` longer than the body. */
export function encryptInto(place: Uint8Array, recordKey: Uint8Array, body: Uint8Array): void {
  const cipher = createCipheriv(CIPHER, recordKey, NONCE);
  place.set(cipher.update(body));
  cipher.final();
  place.set(cipher.getAuthTag(), body.length);
}

/** Returns the ciphertext followed by its tag. */
export function encryptBody(recordKey: Uint8Array, body: Uint8Array): Buffer {
  const ciphertext = Buffer.alloc(body.length + TAG_BYTES);
  encryptInto(ciphertext, recordKey, body);
  return ciphertext;
}

/** Returns the body, or null if key and ciphertext do not belong together. */
export function decryptBody(recordKey: Uint8Array, ciphertext: Uint8Array): Buffer | null {
  if (ciphertext.length < TAG_BYTES) return null;
  const decipher = createDecipheriv(CIPHER, recordKey, NONCE);
  decipher.setAuthTag(ciphertext.subarray(ciphertext.length - TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(ciphertext.subarray(0, ciphertext.length - TAG_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}
