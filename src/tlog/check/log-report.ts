import type { OpenedCheckpoint } from '../notes/checkpoint.ts';

/** The faults a log may have, as a closed set. */
export type LogFaultKind =
  /** Nothing is at the path, or it could not be fetched (`detail`). Says nothing about what should be there. */
  | 'unreadable'
  /** The file at the path is not in the required format. */
  | 'malformed'
  /** The checkpoint was refused; `detail` is a `TlogRefusal`. */
  | 'checkpoint'
  /** Entry `index` of the bundle is not the one that the tree has. */
  | 'leaf'
  /** Hash `index` of the tile's level is not the hash of what lies below it, which is what the tree has. */
  | 'hash'
  /**
   * The tile differs from what the tree has below hash `index` of the level above; its leaves are changed as well, or
   * unreadable.
   */
  | 'subtree'
  /** Hash `index` of the tile's level is not the hash of what lies below it, and neither leads to what is above. */
  | 'disagreement'
  /** The root of the leaves is not the one in the checkpoint. */
  | 'root'
  /** The root could not be recomputed because of unreadable parts. */
  | 'no-root'
  /** The tree is smaller than the earlier checkpoint says. */
  | 'cut'
  /** The tree does not begin with that of the earlier checkpoint. */
  | 'rewritten'
  /** It could not be determined, because of unreadable parts, whether the tree begins with the earlier one. */
  | 'no-earlier-root';

/** A single fault. */
export interface LogFault {
  readonly kind: LogFaultKind;
  /** Path of the faulty file, below the log's prefix. */
  readonly path: string;
  /** Index of the leaf, or of the hash in the tile's level; null if the fault concerns the whole file. */
  readonly index: number | null;
  readonly detail: string | null;
}

/** The result of checking a log. */
export interface LogReport {
  /** The checkpoint, if its signature is valid. */
  readonly checkpoint: OpenedCheckpoint | null;
  /** Number of leaves read and hashed. */
  readonly leaves: number;
  /** In the order in which they were found. */
  readonly faults: readonly LogFault[];
  /** True if checking stopped before the end of the log because the maximum number of faults was reached. */
  readonly stopped: boolean;
  /** No fault: every leaf was read, every tile recomputed, and the root is the one that the log has signed. */
  readonly ok: boolean;
}

/** Collects faults up to a maximum number. */
export class FaultList {
  readonly faults: LogFault[] = [];
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get full(): boolean {
    return this.faults.length >= this.#most;
  }

  add(kind: LogFaultKind, path: string, index: number | null = null, detail: string | null = null): void {
    if (!this.full) this.faults.push({ kind, path, index, detail });
  }
}
