import type { ZenbunError } from '../../errors.ts';
import type { RolloutStatus } from '../../schema/index.ts';
import type { ServeOptions } from './serve-options.ts';

/** What serving needs of the world. */
export interface ServeRun {
  /** Keys of servers are taken from here alone, where the configuration says `env:NAME`. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What the log and the rollouts take for the time, in milliseconds since 1970; the machine's clock unless given. */
  readonly calendar?: () => number;
  /** When scheduled checks come: calls back once after so many milliseconds, unless what it returns is called first; a timer unless given. */
  readonly after?: (ms: number, callback: () => void) => () => void;
  /**
   * Told of what does not end the service, and should be seen: the log is not shipped (`upstream`: for now; `damaged`: for good), or the stage of a
   * rollout cannot be looked at.
   */
  readonly onTrouble?: ((trouble: ZenbunError) => void) | undefined;
}

/** The rollouts of a gateway. Methods reject with `usage` where it cannot be, `not-found` for a model without one. */
interface ServedRollouts {
  all(): readonly RolloutStatus[];
  status(model: string): RolloutStatus;
  /** Starts a rollout that a comparison admits; `isWithoutComparison`: none is asked for, and the log says so. */
  start(model: string, order: ServedOrder, isWithoutComparison: boolean): Promise<RolloutStatus>;
  order(model: string, action: 'promote' | 'rollback' | 'pause' | 'resume', order: ServedOrder): Promise<RolloutStatus>;
}

/** Who wants a change of a rollout, and why. */
interface ServedOrder {
  readonly by: string;
  readonly reason: string;
}

/** A gateway that serves. */
export interface Serving {
  /** `http://127.0.0.1:8787` */
  readonly url: string;
  /** `http://127.0.0.1:8787/console/`; null where it is not served. */
  readonly console: string | null;
  readonly ledger: { readonly folder: string; readonly origin: string; readonly vkey: string };
  /** Where the log is shipped to; null where it is not. */
  readonly shipping: string | null;
  /** Models that are served, by their names for clients. */
  readonly models: readonly string[];
  /** The rollouts of its models. */
  readonly rollouts: ServedRollouts;
  /** A published checkpoint of everything recorded so far. */
  checkpoint(): Promise<string>;
  /**
   * Takes another configuration, wholly or not at all: throws as `serve` does, and then serves as before. Returns the settings that differ and stay
   * as they were until the next start (address, ledger, TLS, judge, size limits).
   */
  reload(options: ServeOptions): readonly string[];
  /** Takes no new requests; those that run end and are recorded, or are broken off after `graceMs`. */
  stop(graceMs: number): Promise<void>;
  /** Resolves with the reason when the ledger takes no more records. */
  readonly failed: Promise<Error>;
}
