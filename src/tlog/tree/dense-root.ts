import { HASH_BYTES, type Sha256 } from './hashes.ts';

/**
 * Returns the root over concatenated hashes (RFC 6962 section 2.1), at least one. Only the last may be that of an
 * incomplete subtree, so this is also the root over a level of tiles followed by what is to their right.
 */
export function denseRoot(sha256: Sha256, hashes: Uint8Array): Uint8Array {
  const pair = new Uint8Array(1 + 2 * HASH_BYTES);
  pair[0] = 1;
  let count = hashes.length / HASH_BYTES;
  let row = hashes;
  while (count > 1) {
    const above = new Uint8Array(Math.ceil(count / 2) * HASH_BYTES);
    for (let i = 0; i + 1 < count; i += 2) {
      pair.set(row.subarray(i * HASH_BYTES, (i + 2) * HASH_BYTES), 1);
      above.set(sha256(pair), (i / 2) * HASH_BYTES);
    }
    // A hash without a partner moves up unchanged, which yields the same tree as splitting at powers of two.
    if (count % 2 === 1)
      above.set(row.subarray((count - 1) * HASH_BYTES, count * HASH_BYTES), above.length - HASH_BYTES);
    row = above;
    count = Math.ceil(count / 2);
  }
  // A copy: slice() of Node's Buffer would be a view.
  return row === hashes ? new Uint8Array(hashes.subarray(0, HASH_BYTES)) : row;
}
