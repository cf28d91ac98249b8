import type { ZenbunError } from '../errors.ts';
import type { AppendedRecord } from './segments/encoded-record.ts';
import type { LeafFields } from './segments/leaf.ts';

/** A record that is to be appended. */
export interface NewRecord {
  /** What it is; the kinds of the ledger itself (`opened`, `recovered`, `erasure-…`, `pruned`) are refused. */
  readonly kind: string;
  /** What its leaf says in public: nothing of a person. A leaf is at most 1 KiB. */
  readonly fields: LeafFields;
  /** Encrypted under a key of its own; at most 32 MiB. */
  readonly body?: Uint8Array | undefined;
  /** Whose text the body is, as the caller calls them (at most 1024 bytes): never in the leaf. Without one, the ledger's own. */
  readonly subject?: string | undefined;
}

/** What an erasure has left: its two leaves. */
export interface SubjectErasure {
  readonly pseudonym: string;
  readonly intended: number;
  readonly done: number;
}

/** A ledger that is open for writing. Methods reject with `ZenbunError`. */
export interface Ledger {
  readonly origin: string;
  /** The public key, as signed-note writes it. */
  readonly vkey: string;
  /** Records on the disk. */
  readonly size: number;
  /**
   * Resolves when the record is on the disk. Rejects with `usage` where it is no record, and with `failure` once a write or sync
   * failed. Records go into the log in the order of the calls.
   */
  append(record: NewRecord): Promise<AppendedRecord>;
  /** Why no record is taken any more; null as long as they are. */
  readonly failure: ZenbunError | null;
  /** Resolves to `failure` once there is one. */
  readonly failed: Promise<ZenbunError>;
  /** Bytes that wait for the disk: a caller that sees them grow should slow down. */
  readonly waitingBytes: number;
  /** The published checkpoint; null before the first. */
  checkpoint(): string | null;
  /** Resolves to a published checkpoint that covers all that was acknowledged when it was called. */
  flush(): Promise<string>;
  /**
   * Destroys the key of a subject: what was encrypted for them cannot be read any more, by anybody. Rejects with `not-found` where the
   * subject is not known.
   */
  erase(subject: string): Promise<SubjectErasure>;
  /**
   * Removes the segments and bundles that hold only records before an index. Resolves to the first index that is kept, at most the one
   * that was asked for. Hashes and proofs stay. `policy`: why, as the leaf `pruned` says.
   */
  prune(before: number, policy?: string): Promise<number>;
  /** Writes and signs what waits, and gives the folder back. */
  close(): Promise<void>;
}
