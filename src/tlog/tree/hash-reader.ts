/** A complete subtree: level 0 is a leaf, level n spans 2^n leaves from `index` * 2^n on. */
export interface TreeNode {
  readonly level: number;
  readonly index: number;
}

/** Reads hashes of complete subtrees of one tree. */
export interface HashReader {
  /**
   * Returns the hashes of the nodes, in order. They are requested together so that each tile is fetched once. Rejects
   * if one is unavailable.
   */
  readHashes(nodes: readonly TreeNode[]): Promise<Uint8Array[]>;
}
