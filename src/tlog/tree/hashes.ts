/**
 * SHA-256 of all the given bytes, 32 bytes. Must read its argument before returning, and return bytes that are never
 * changed later.
 */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** Length of a hash in bytes. */
export const HASH_BYTES = 32;

/** Returns the root of the tree without leaves: SHA-256 of nothing (RFC 6962 section 2.1). */
export function emptyRoot(sha256: Sha256): Uint8Array {
  return sha256(new Uint8Array(0));
}

/** Returns the hash of a leaf: SHA-256 of 0x00 and its bytes (RFC 6962 section 2.1). */
export function leafHash(sha256: Sha256, leaf: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(leaf.length + 1);
  bytes.set(leaf, 1);
  return sha256(bytes);
}

/** Makes a `leafHash` for many leaves that reuses one buffer. */
export function leafHasher(sha256: Sha256): (leaf: Uint8Array) => Uint8Array {
  let bytes = new Uint8Array(1024);
  return (leaf) => {
    if (leaf.length >= bytes.length) bytes = new Uint8Array(leaf.length * 2);
    bytes.set(leaf, 1);
    return sha256(bytes.subarray(0, leaf.length + 1));
  };
}

/** Returns the hash of an inner node: SHA-256 of 0x01, the left and the right hash (RFC 6962 section 2.1). */
export function nodeHash(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  return nodeHasher(sha256)(left, right);
}

/** Makes a `nodeHash` for many nodes that reuses one buffer of 65 bytes. */
export function nodeHasher(sha256: Sha256): (left: Uint8Array, right: Uint8Array) => Uint8Array {
  const bytes = new Uint8Array(1 + 2 * HASH_BYTES);
  bytes[0] = 1;
  return (left, right) => {
    bytes.set(left, 1);
    bytes.set(right, 1 + HASH_BYTES);
    return sha256(bytes);
  };
}
