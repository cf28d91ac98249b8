import type { OpenedCheckpoint } from '../notes/checkpoint.ts';

/** What may be wrong with a log, as a closed set. */
export type LogFaultKind =
  /** Nothing is at the path, or it could not be fetched (`detail`). Says nothing about what would be there. */
  | 'unreadable'
  /** What is at the path is not in the format. */
  | 'malformed'
  /** The checkpoint was refused; `detail` is a `TlogRefusal`. */
  | 'checkpoint'
  /** The entry `index` of the bundle is not the one that the tree has. */
  | 'leaf'
  /** The hash `index` of the tile's level is not that of what lies below it, which is what the tree has. */
  | 'hash'
  /** The tile holds other hashes than the tree has below the hash `index` of the level above it; its leaves are changed as well, or unreadable. */
  | 'subtree'
  /** The hash `index` of the tile's level is not that of what lies below it, and neither leads to what is above. */
  | 'disagreement'
  /** The leaves have another root than the checkpoint says. */
  | 'root'
  /** The root could not be recomputed, because of what is unreadable. */
  | 'no-root'
  /** The tree is smaller than the earlier checkpoint says. */
  | 'cut'
  /** The tree does not begin with that of the earlier checkpoint. */
  | 'rewritten'
  /** Whether it does could not be told, because of what is unreadable. */
  | 'no-earlier-root';

/** One thing that is wrong. */
export interface LogFault {
  readonly kind: LogFaultKind;
  /** Where, below the log's prefix. */
  readonly path: string;
  /** Which leaf, or which hash of the tile's level; null where it concerns the whole. */
  readonly index: number | null;
  readonly detail: string | null;
}

/** What checking a log gave. */
export interface LogReport {
  /** The checkpoint, if its signature fits. */
  readonly checkpoint: OpenedCheckpoint | null;
  /** Leaves that were read and hashed. */
  readonly leaves: number;
  /** In the order in which they were found. */
  readonly faults: readonly LogFault[];
  /** Whether it ended before the end of the log because there were as many faults as allowed. */
  readonly stopped: boolean;
  /** No fault: every leaf was read, every tile recomputed, and the root is the one that the log has signed. */
  readonly ok: boolean;
}

/** Collects faults up to a number. */
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
