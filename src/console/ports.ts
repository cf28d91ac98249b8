import type { AccessScope, ConsoleAnswer, ConsoleRunList, LoggedRollout } from '../schema/index.ts';

/** A user of the console. */
export interface ConsoleIdentity {
  /** ID of a key, or `local`. */
  readonly id: string;
  readonly scopes: readonly AccessScope[];
  /** The key's hash, by which it is recognised later; never sent. '' if there is no key. */
  readonly hash: string;
}

/** A record as the console sees it: its leaf. */
export interface ConsoleRecord {
  readonly index: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly kind: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The log of a gateway, or of a folder. Methods reject with `ZenbunError`. */
export interface ConsoleLog {
  readonly origin: string;
  readonly vkey: string;
  /** Number of records on the disk, and the first one that still exists. */
  size(): Promise<number>;
  first(): Promise<number>;
  /**
   * Returns the records of a range (`to` exclusive) in order, as far as they exist. At most some thousand at a time.
   */
  range(from: number, to: number): Promise<readonly ConsoleRecord[]>;
  /** Returns a record, or null if it does not exist (any more). */
  record(index: number): Promise<ConsoleRecord | null>;
  /**
   * Returns the exchange that a record belongs to, or null if the record is neither intent nor response. Masked unless
   * requested otherwise.
   */
  answer(index: number, unmask: boolean): Promise<ConsoleAnswer | null>;
  /**
   * Yields the unmasked texts of intents and responses for searching. The records should be close together; those
   * without texts are skipped.
   */
  texts(indexes: readonly number[]): AsyncIterable<{ readonly index: number; readonly texts: readonly string[] }>;
  /** Returns the rollouts of a model, or of all models, the oldest first, with all their changes. */
  history(model: string | null): Promise<readonly LoggedRollout[]>;
  /** Returns a file of the public log, by its path below the log's prefix. */
  publicFile(path: string): Promise<Uint8Array | null>;
  /**
   * Calls the listener when records became durable; returns a function that stops it. A folder that nobody writes to
   * never calls.
   */
  follow(listener: () => void): () => void;
  /**
   * Appends a leaf about a person's act and resolves with its index once it is durable; null if the log is read-only.
   */
  readonly append: ((kind: string, fields: ActFields) => Promise<number>) | null;
}

/** Contents of a leaf about a person's act. */
export type ActFields = Readonly<Record<string, string | number | null>>;

/** Controls the gateway, by the paths that it answers itself (`/rollouts…`, `/watch…`). */
export type ConsoleControl = (request: {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body: unknown;
  readonly by: string;
}) => Promise<{ readonly status: number; readonly body: unknown } | null>;

/** Results on disk. */
export interface ConsoleRuns {
  list(): Promise<ConsoleRunList>;
  /** Returns the parsed JSON result of a run, or null if absent. */
  result(id: string): Promise<unknown>;
}

/** Everything the console needs from outside. */
export interface ConsolePorts {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Calls back once after `ms` milliseconds; the returned function cancels it. */
  readonly after: (ms: number, callback: () => void) => () => void;
  /** Returns this many random bytes, for tokens. */
  readonly random: (bytes: number) => Uint8Array;
  /** Returns the owner of a key, or null if it is unknown. */
  readonly signIn: (key: string) => ConsoleIdentity | null;
  /** Returns the same key as configured now, or null if it was removed. */
  readonly current: (identity: ConsoleIdentity) => ConsoleIdentity | null;
  /** Identity of everybody while no keys are configured; null if a key is needed. */
  readonly everybody: () => ConsoleIdentity | null;
  /** True if cookies are sent over TLS only. */
  readonly isSecure: boolean;
  /** Aborted when the service ends, which ends the streams. */
  readonly closing: AbortSignal;
  readonly log: ConsoleLog | null;
  readonly control: ConsoleControl | null;
  readonly runs: ConsoleRuns | null;
  /** Returns the names of the served models. */
  readonly models: () => readonly string[];
  /** Returns a file of the built page by its path (`index.html`, `assets/…`), or null if absent. */
  readonly file: (path: string) => Promise<{ readonly bytes: Uint8Array; readonly type: string } | null>;
}
