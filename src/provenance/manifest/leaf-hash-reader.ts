import { GrowingTree, HASH_BYTES, type HashReader } from '../../tlog/index.ts';
import type { Digest } from '../ports.ts';

/** Number of leaf hashes read at a time: 2 MiB. */
const BLOCK_LEAVES = 2 ** 16;

/** Reads the concatenated leaf hashes `from` to `to` (exclusive); rejects if they are unavailable. */
export type ReadLeafHashes = (from: number, to: number) => Promise<Uint8Array>;

/**
 * Reads a tree of which only the leaf hashes are stored. Inner nodes are recomputed from them, a block at a time. That
 * takes about a second for a million leaves, and avoids a second file that could disagree with the first.
 */
export function leafHashReader(sha256: Digest, readLeafHashes: ReadLeafHashes): HashReader {
  return {
    async readHashes(nodes) {
      const hashes: Uint8Array[] = [];
      for (const { level, index } of nodes) {
        const end = (index + 1) * 2 ** level;
        const tree = new GrowingTree(sha256);
        for (let from = index * 2 ** level; from < end; from += BLOCK_LEAVES) {
          const to = Math.min(end, from + BLOCK_LEAVES);
          const block = await readLeafHashes(from, to);
          for (let i = 0; i < to - from; i++)
            tree.append(new Uint8Array(block.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES)));
        }
        hashes.push(tree.root());
      }
      return hashes;
    },
  };
}
