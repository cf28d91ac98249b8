import type { HashReader, TreeNode } from './hash-reader.ts';
import { emptyRoot, nodeHasher, type Sha256 } from './hashes.ts';

/** The largest power of two that is smaller than `count`, where RFC 6962 section 2.1 splits; `count` is at least 2. */
export function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}

/**
 * The sizes of the complete subtrees that make up the leaves `from` to `to` (exclusive), from left to right. `from` must be where RFC 6962
 * would split a tree that holds `to` leaves: a multiple of each size that follows.
 */
export function subtreeSizes(from: number, to: number): number[] {
  const sizes: number[] = [];
  for (let at = from; at < to; ) {
    let size = 1;
    while (at % (size * 2) === 0 && at + size * 2 <= to) size *= 2;
    sizes.push(size);
    at += size;
  }
  return sizes;
}

/** The complete subtrees of the leaves `from` to `to` as nodes, from left to right. */
export function nodesOf(from: number, to: number): TreeNode[] {
  const nodes: TreeNode[] = [];
  let at = from;
  for (const size of subtreeSizes(from, to)) {
    nodes.push({ level: Math.round(Math.log2(size)), index: at / size });
    at += size;
  }
  return nodes;
}

/** The hash over complete subtrees that lie side by side, from left to right; at least one. */
export function foldSubtrees(sha256: Sha256, hashes: readonly Uint8Array[]): Uint8Array {
  const node = nodeHasher(sha256);
  return hashes.reduceRight((right, left) => node(left, right));
}

/** The root of the first `size` leaves, from a reader of a tree that holds at least so many. */
export async function rootAt(sha256: Sha256, reader: HashReader, size: number): Promise<Uint8Array> {
  if (size === 0) return emptyRoot(sha256);
  return foldSubtrees(sha256, await reader.readHashes(nodesOf(0, size)));
}
