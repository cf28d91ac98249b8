import { equalBytes } from '../byte-strings.ts';
import type { HashReader } from '../tree/hash-reader.ts';
import { HASH_BYTES, nodeHasher, type Sha256 } from '../tree/hashes.ts';
import { type LeafRange, rangeHashes, splitOf } from '../tree/ranges.ts';

/** The claim that a leaf is at an index of a tree. */
export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Uint8Array;
  readonly root: Uint8Array;
  /** Hashes from the leaf's sibling upwards. */
  readonly proof: readonly Uint8Array[];
}

/**
 * Returns the audit path of a leaf in the tree of the first `size` leaves (RFC 6962 section 2.1.1), from its sibling
 * upwards. The reader's tree may be larger. Rejects with RangeError for an index that is not in the tree.
 */
export async function inclusionProof(
  sha256: Sha256,
  reader: HashReader,
  index: number,
  size: number,
): Promise<Uint8Array[]> {
  if (!(Number.isSafeInteger(index) && Number.isSafeInteger(size) && index >= 0 && index < size)) {
    throw new RangeError(`no leaf ${index} in a tree of ${size}`);
  }
  const siblings: LeafRange[] = [];
  let range: LeafRange = { from: 0, to: size };
  while (range.to - range.from > 1) {
    const split = range.from + splitOf(range.to - range.from);
    const left = { from: range.from, to: split };
    const right = { from: split, to: range.to };
    siblings.push(index < split ? right : left);
    range = index < split ? left : right;
  }
  return rangeHashes(sha256, reader, siblings.reverse());
}

/**
 * Verifies an inclusion proof (RFC 9162 section 2.1.3.2, the same proof as in RFC 6962). Returns false for any claim
 * that makes no sense.
 */
export function verifyInclusion(sha256: Sha256, { index, size, leafHash, root, proof }: InclusionClaim): boolean {
  if (!(Number.isSafeInteger(index) && Number.isSafeInteger(size) && index >= 0 && index < size)) return false;
  if ([leafHash, root, ...proof].some(({ length }) => length !== HASH_BYTES)) return false;
  const join = nodeHasher(sha256);
  let hash = leafHash;
  let at = index;
  let last = size - 1;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = join(sibling, hash);
      // On the right edge, skip the levels at which the node has no sibling.
      for (; at % 2 === 0 && at > 0; at /= 2) last = Math.floor(last / 2);
    } else {
      hash = join(hash, sibling);
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && equalBytes(hash, root);
}
