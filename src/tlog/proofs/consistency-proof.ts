import { equalBytes } from '../byte-strings.ts';
import type { HashReader } from '../tree/hash-reader.ts';
import { emptyRoot, HASH_BYTES, nodeHasher, type Sha256 } from '../tree/hashes.ts';
import { type LeafRange, rangeHashes, splitOf } from '../tree/ranges.ts';

/** The claim that a tree begins with all leaves of an earlier one. */
export interface ConsistencyClaim {
  readonly oldSize: number;
  readonly oldRoot: Uint8Array;
  readonly newSize: number;
  readonly newRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/**
 * Returns the consistency proof between the trees of the first `oldSize` and the first `newSize` leaves (RFC 6962
 * section 2.1.2). It is empty from the empty tree and between equal trees. The reader's tree may be larger. Rejects
 * with RangeError for sizes in the wrong order.
 */
export async function consistencyProof(
  sha256: Sha256,
  reader: HashReader,
  oldSize: number,
  newSize: number,
): Promise<Uint8Array[]> {
  if (!areSizes(oldSize, newSize)) throw new RangeError(`no proof from ${oldSize} to ${newSize} leaves`);
  if (oldSize === 0) return [];
  const parts: LeafRange[] = [];
  let range: LeafRange = { from: 0, to: newSize };
  while (range.to !== oldSize) {
    const split = range.from + splitOf(range.to - range.from);
    const left = { from: range.from, to: split };
    const right = { from: split, to: range.to };
    parts.push(oldSize <= split ? right : left);
    range = oldSize <= split ? left : right;
  }
  // The verifier knows the root of the whole old tree, but not that of its right part.
  if (range.from > 0) parts.push(range);
  return rangeHashes(sha256, reader, parts.reverse());
}

/**
 * Verifies a consistency proof (RFC 9162 section 2.1.4.2, the same proof as in RFC 6962). The empty tree is the start
 * of every tree, and equal trees have an empty proof. Returns false for any claim that makes no sense.
 */
export function verifyConsistency(sha256: Sha256, claim: ConsistencyClaim): boolean {
  const { oldSize, oldRoot, newSize, newRoot, proof } = claim;
  if (!areSizes(oldSize, newSize)) return false;
  if ([oldRoot, newRoot, ...proof].some(({ length }) => length !== HASH_BYTES)) return false;
  if (oldSize === newSize) return proof.length === 0 && equalBytes(oldRoot, newRoot);
  if (oldSize === 0) return proof.length === 0 && equalBytes(oldRoot, emptyRoot(sha256));
  const join = nodeHasher(sha256);
  let at = oldSize - 1;
  let last = newSize - 1;
  for (; at % 2 === 1; at = (at - 1) / 2) last = Math.floor(last / 2);
  // An old tree that is one complete subtree is not part of the proof: its root is known.
  const path = at === 0 ? [oldRoot, ...proof] : proof;
  if (path.length === 0) return false;
  let oldHash = path[0]!;
  let newHash = path[0]!;
  for (const hash of path.slice(1)) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      oldHash = join(hash, oldHash);
      newHash = join(hash, newHash);
      for (; at % 2 === 0 && at > 0; at /= 2) last = Math.floor(last / 2);
    } else {
      newHash = join(newHash, hash);
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && equalBytes(oldHash, oldRoot) && equalBytes(newHash, newRoot);
}

function areSizes(oldSize: number, newSize: number): boolean {
  return Number.isSafeInteger(oldSize) && Number.isSafeInteger(newSize) && oldSize >= 0 && oldSize <= newSize;
}
