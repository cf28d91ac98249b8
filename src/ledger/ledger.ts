import type { ZenbunError } from '../errors.ts';
import type { AppendedRecord } from './segments/encoded-record.ts';
import type { LeafFields } from './segments/leaf.ts';

/** A record to append. */
export interface NewRecord {
  /** The kind of record; kinds reserved for the ledger (`opened`, `recovered`, `erasure-…`, `pruned`) are refused. */
  readonly kind: string;
  /** The public fields of its leaf: no personal data. A leaf is at most 1 KiB. */
  readonly fields: LeafFields;
  /** Encrypted under a key of its own; at most 32 MiB. */
  readonly body?: Uint8Array | undefined;
  /**
   * The person whose text the body is, by the caller's name for them (at most 1024 bytes); never in the leaf. Without
   * one, the body counts as the ledger's own.
   */
  readonly subject?: string | undefined;
}

/** The trace of an erasure: its two leaves. */
export interface SubjectErasure {
  readonly pseudonym: string;
  readonly intended: number;
  readonly done: number;
}

/** A ledger open for writing. Methods reject with `ZenbunError`. */
export interface Ledger {
  readonly origin: string;
  /** The public key in signed-note format. */
  readonly vkey: string;
  /** Number of records on the disk. */
  readonly size: number;
  /**
   * Resolves when the record is on the disk. Rejects with `usage` if it is not a valid record, and with `failure` once
   * a write or sync has failed. Records enter the log in call order.
   */
  append(record: NewRecord): Promise<AppendedRecord>;
  /** The reason records are no longer accepted; null while they are. */
  readonly failure: ZenbunError | null;
  /** Resolves to `failure` once there is one. */
  readonly failed: Promise<ZenbunError>;
  /** Bytes waiting for the disk. Callers should slow down when this grows. */
  readonly waitingBytes: number;
  /** Returns the published checkpoint, or null before the first. */
  checkpoint(): string | null;
  /** Resolves to a published checkpoint that covers everything acknowledged before the call. */
  flush(): Promise<string>;
  /**
   * Destroys the key of a subject: what was encrypted for them can no longer be read by anyone. Rejects with
   * `not-found` if the subject is unknown.
   */
  erase(subject: string): Promise<SubjectErasure>;
  /**
   * Removes segments and bundles that hold only records before an index. Resolves to the first index kept, at most the
   * one requested. Hashes and proofs stay. `policy`: the reason, recorded in the `pruned` leaf.
   */
  prune(before: number, policy?: string): Promise<number>;
  /** Writes and signs what is pending, and releases the folder. */
  close(): Promise<void>;
}
