import type { AccessScope, ConsoleAnswer, ConsoleRunList, LoggedRollout } from '../schema/index.ts';

/** Who somebody is to the console. */
export interface ConsoleIdentity {
  /** Id of a key; `local`. */
  readonly id: string;
  readonly scopes: readonly AccessScope[];
  /** What the key is recognised by later, never sent: its hash; '' where there is none. */
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
  /** Records on the disk, and the first that is still there. */
  size(): Promise<number>;
  first(): Promise<number>;
  /** The records from an index to another, which is left out, in their order, as far as they are there. At most some thousand at a time. */
  range(from: number, to: number): Promise<readonly ConsoleRecord[]>;
  /** A record; null where it is not there (any more). */
  record(index: number): Promise<ConsoleRecord | null>;
  /** The exchange that a record belongs to; null where it is no intent and no response. Masked unless asked otherwise. */
  answer(index: number, unmask: boolean): Promise<ConsoleAnswer | null>;
  /** Texts of intents and responses as they are, for searching: of records that stand near each other; nothing of those without texts. */
  texts(indexes: readonly number[]): AsyncIterable<{ readonly index: number; readonly texts: readonly string[] }>;
  /** The rollouts of a model, or of all, the oldest first, with all their changes. */
  history(model: string | null): Promise<readonly LoggedRollout[]>;
  /** A file of the public log, by its path below the log's prefix. */
  publicFile(path: string): Promise<Uint8Array | null>;
  /** Calls when records became durable; returns how to stop. A folder that nobody writes never calls. */
  follow(listener: () => void): () => void;
  /** Appends a leaf about an act of a person; null where the log is only read. Resolves to its index when it is durable. */
  readonly append: ((kind: string, fields: ActFields) => Promise<number>) | null;
}

/** What a leaf about an act of a person says. */
export type ActFields = Readonly<Record<string, string | number | null>>;

/** What governs the gateway, by the paths that it answers itself (`/rollouts…`, `/watch…`). */
export type ConsoleControl = (request: {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body: unknown;
  readonly by: string;
}) => Promise<{ readonly status: number; readonly body: unknown } | null>;

/** Results on disk. */
export interface ConsoleRuns {
  list(): Promise<ConsoleRunList>;
  /** The result of a run, as its JSON has it; null where there is none. */
  result(id: string): Promise<unknown>;
}

/** What the console needs of the world. */
export interface ConsolePorts {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Calls back once after so many milliseconds; the function returned takes the call back. */
  readonly after: (ms: number, callback: () => void) => () => void;
  /** So many random bytes, for tokens. */
  readonly random: (bytes: number) => Uint8Array;
  /** Whose key this is; null for nobody's. */
  readonly signIn: (key: string) => ConsoleIdentity | null;
  /** The same key as it is configured now; null where it is not there any more. */
  readonly current: (identity: ConsoleIdentity) => ConsoleIdentity | null;
  /** Who everybody is while no keys are configured; null where a key is needed. */
  readonly everybody: () => ConsoleIdentity | null;
  /** Cookies are sent over TLS only. */
  readonly isSecure: boolean;
  /** Aborted when the service ends: streams end then. */
  readonly closing: AbortSignal;
  readonly log: ConsoleLog | null;
  readonly control: ConsoleControl | null;
  readonly runs: ConsoleRuns | null;
  /** Names of the models that are served. */
  readonly models: () => readonly string[];
  /** A file of the built page by its path (`index.html`, `assets/…`); null where there is none. */
  readonly file: (path: string) => Promise<{ readonly bytes: Uint8Array; readonly type: string } | null>;
}
