import { decodeBase64, encodeBase64 } from '../base64.ts';
import { TlogError } from '../tlog-error.ts';
import { emptyRoot, HASH_BYTES, nodeHasher, type Sha256 } from './hashes.ts';
import { nodesOf } from './ranges.ts';

/** A tree's right edge in JSON form: as many base64 hashes as `size` has one-bits, the largest subtree first. */
export interface GrowingTreeState {
  readonly size: number;
  readonly edge: readonly string[];
}

/**
 * An append-only Merkle tree (RFC 6962 section 2.1). Keeps the roots of the largest complete subtrees: at most 53
 * hashes. An append costs one node hash on average.
 */
export class GrowingTree {
  readonly #sha256: Sha256;
  readonly #node: (left: Uint8Array, right: Uint8Array) => Uint8Array;
  /** The complete subtrees from left to right. */
  readonly #edge: Uint8Array[];
  #size: number;

  /** Starts with an empty tree, or resumes from a state. Throws `malformed` for a state that no tree has. */
  constructor(sha256: Sha256, state: GrowingTreeState = { size: 0, edge: [] }) {
    this.#sha256 = sha256;
    this.#node = nodeHasher(sha256);
    this.#size = state.size;
    this.#edge = state.edge.map((text) => {
      const hash = decodeBase64(text);
      if (hash?.length !== HASH_BYTES) throw new TlogError('malformed', 'a hash of the state of a tree');
      return hash;
    });
    const possible = Number.isSafeInteger(state.size) && state.size >= 0;
    if (!possible || nodesOf({ from: 0, to: state.size }).length !== this.#edge.length) {
      throw new TlogError('malformed', `the state of a tree of ${state.size} leaves`);
    }
  }

  /** Number of leaves in the tree. */
  get size(): number {
    return this.#size;
  }

  /** Adds the hash of a leaf (kept, not copied) and returns its index. */
  append(leafHash: Uint8Array): number {
    const index = this.#size++;
    let hash = leafHash;
    // Each trailing one-bit of the index is a complete subtree as large as the one that just became complete.
    for (let rest = index; rest % 2 === 1; rest = (rest - 1) / 2) hash = this.#node(this.#edge.pop()!, hash);
    this.#edge.push(hash);
    return index;
  }

  /** The current root; SHA-256 of nothing for an empty tree. */
  root(): Uint8Array {
    if (this.#edge.length === 0) return emptyRoot(this.#sha256);
    return this.#edge.reduceRight((right, left) => this.#node(left, right));
  }

  state(): GrowingTreeState {
    return { size: this.#size, edge: this.#edge.map(encodeBase64) };
  }
}
