import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';
import { sha256, sha256Hex } from '../sha256.ts';

/** Fills a buffer with random bytes. */
export type FillRandom = (into: Uint8Array) => void;

export const fillRandom: FillRandom = (into) => {
  randomFillSync(into);
};

export const KEY_BYTES = 32;
/** Names a subject, in hexadecimal or as bytes: random, never made from what identifies a person. */
export const PSEUDONYM_BYTES = 16;
/** The key slip of a frame: the pseudonym of the subject, and the random bytes from which the key of the record is derived. */
export const SLIP_BYTES = PSEUDONYM_BYTES + KEY_BYTES;
export const slipPseudonym = (slip: Uint8Array): string =>
  Buffer.from(slip.subarray(0, PSEUDONYM_BYTES)).toString('hex');

export const TAG_BYTES = 16;
/** No key encrypts twice, so the nonce need not differ. */
const NONCE = Buffer.alloc(12);
const CIPHER = 'aes-256-gcm';
const COMMITMENT_DOMAIN = Buffer.from('zenbun record key\n');
const COMMITTED = Buffer.concat([COMMITMENT_DOMAIN, Buffer.alloc(KEY_BYTES)]);
const HMAC_BLOCK_BYTES = 64;

/** Random bytes in portions: asking for 32 at a time costs more than the encryption. */
export class RandomPool {
  readonly #fill: FillRandom;
  readonly #pool = Buffer.alloc(4096);
  #used = 4096;

  constructor(fill: FillRandom) {
    this.#fill = fill;
  }

  /** A copy, at most 4096 bytes; what was handed out is not kept. */
  take(bytes: number): Buffer {
    const taken = Buffer.alloc(bytes);
    this.put(taken, 0, bytes);
    return taken;
  }

  /** The same, written into a buffer. */
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
 * The key of a record: HMAC-SHA-256 of the random bytes of its slip under the key of its subject. Without the key of the subject it
 * cannot be had again. Derived by two hashes over prepared blocks: a wrapping by AES-GCM takes five times as long.
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

  /** For good: the secret is unusable afterwards. */
  forget(): void {
    this.#inner.fill(0);
    this.#outer.fill(0);
  }
}

/** What the leaf says of the key, in hexadecimal. AES-GCM alone lets one ciphertext be opened under two keys. */
export function keyCommitment(recordKey: Uint8Array): string {
  COMMITTED.set(recordKey, COMMITMENT_DOMAIN.length);
  const commitment = sha256Hex(COMMITTED);
  COMMITTED.fill(0, COMMITMENT_DOMAIN.length);
  return commitment;
}

/** Writes the ciphertext, its tag at the end, into a place that is `TAG_BYTES` longer than the body. */
export function encryptInto(place: Uint8Array, recordKey: Uint8Array, body: Uint8Array): void {
  const cipher = createCipheriv(CIPHER, recordKey, NONCE);
  place.set(cipher.update(body));
  cipher.final();
  place.set(cipher.getAuthTag(), body.length);
}

/** The ciphertext, its tag at the end. */
export function encryptBody(recordKey: Uint8Array, body: Uint8Array): Buffer {
  const ciphertext = Buffer.alloc(body.length + TAG_BYTES);
  encryptInto(ciphertext, recordKey, body);
  return ciphertext;
}

/** The body; null where key and ciphertext do not belong together. */
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
