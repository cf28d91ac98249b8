import type { HashReader, TreeNode } from './hash-reader.ts';
import { emptyRoot, nodeHasher, type Sha256 } from './hashes.ts';

/** The leaves `from` to `to` (exclusive) that form a subtree in some tree of RFC 6962. */
export interface LeafRange {
  readonly from: number;
  readonly to: number;
}

/** Returns the largest power of two smaller than `count`, where RFC 6962 section 2.1 splits; `count` is at least 2. */
export function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}

/** Returns the complete subtrees that make up a range, from left to right: as many as its length has one-bits. */
export function nodesOf({ from, to }: LeafRange): TreeNode[] {
  const nodes: TreeNode[] = [];
  for (let at = from; at < to; ) {
    let size = 1;
    let level = 0;
    for (; at % (size * 2) === 0 && at + size * 2 <= to; level++) size *= 2;
    nodes.push({ level, index: at / size });
    at += size;
  }
  return nodes;
}

/** Returns the hashes of ranges, using a reader of a tree that holds them. Requests all nodes in one call. */
export async function rangeHashes(
  sha256: Sha256,
  reader: HashReader,
  ranges: readonly LeafRange[],
): Promise<Uint8Array[]> {
  const nodes = ranges.map(nodesOf);
  const hashes = await reader.readHashes(nodes.flat());
  const join = nodeHasher(sha256);
  let at = 0;
  return nodes.map(({ length }) => {
    at += length;
    return hashes.slice(at - length, at).reduceRight((right, left) => join(left, right));
  });
}

/** Returns the root of the first `size` leaves (RFC 6962 section 2.1), using a reader of a tree at least that large. */
export async function rootAt(sha256: Sha256, reader: HashReader, size: number): Promise<Uint8Array> {
  if (size === 0) return emptyRoot(sha256);
  const [root] = await rangeHashes(sha256, reader, [{ from: 0, to: size }]);
  return root!;
}
