import type { Digest } from '../ports.ts';

/** Length of a salt in bytes: that of the hash, so that guessing a salt is no easier than finding a preimage. */
export const SALT_BYTES = 32;

/** Prefix of everything hashed for a commitment, so that it is the hash of nothing else. 16 bytes of ASCII. */
export const RECORD_DOMAIN = 'zenbun record 1:';

const DOMAIN: Readonly<Uint8Array> = Uint8Array.from(RECORD_DOMAIN, (character) => character.charCodeAt(0));

/**
 * Returns the commitment to a record: SHA-256 of the domain (16 bytes), the salt (32 bytes) and the record, in this
 * order, 32 bytes. The lengths of the first two are fixed, so no other split gives the same bytes. Without the salt
 * nobody can try out records, and the signer cannot open the commitment to a different one. In the tree this is the
 * leaf of RFC 6962, whose hash is SHA-256 of 0x00 and the commitment.
 */
export function recordCommitment(sha256: Digest, salt: Uint8Array, record: Uint8Array): Uint8Array {
  if (salt.length !== SALT_BYTES) throw new RangeError(`a salt has ${SALT_BYTES} bytes, not ${salt.length}`);
  const bytes = new Uint8Array(DOMAIN.length + SALT_BYTES + record.length);
  bytes.set(DOMAIN, 0);
  bytes.set(salt, DOMAIN.length);
  bytes.set(record, DOMAIN.length + SALT_BYTES);
  return sha256(bytes);
}
