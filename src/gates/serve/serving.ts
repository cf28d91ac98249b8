import type { ZenbunError } from '../../errors.ts';
import type { RolloutStatus } from '../../schema/index.ts';
import type { ServeOptions } from './serve-options.ts';

/** Environment for serving. */
export interface ServeRun {
  /** The only source of server keys that the configuration names as `env:NAME`. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Clock of the log and the rollouts, in milliseconds since 1970; by default, that of the machine. */
  readonly calendar?: () => number;
  /**
   * Timer for scheduled checks: calls back once after `ms` milliseconds, unless the returned function is called first.
   * A real timer by default.
   */
  readonly after?: (ms: number, callback: () => void) => () => void;
  /**
   * Called with troubles that do not end the service but should be seen: the log is not shipped (`upstream`: for now;
   * `damaged`: for good), or the stage of a rollout cannot be read.
   */
  readonly onTrouble?: ((trouble: ZenbunError) => void) | undefined;
}

/**
 * The rollouts of a gateway. Methods reject with `usage` if an order is impossible, and `not-found` for a model without
 * a rollout.
 */
interface ServedRollouts {
  all(): readonly RolloutStatus[];
  status(model: string): RolloutStatus;
  /** Starts a rollout that a comparison admits. `isWithoutComparison`: none is required, and the log says so. */
  start(model: string, order: ServedOrder, isWithoutComparison: boolean): Promise<RolloutStatus>;
  order(model: string, action: 'promote' | 'rollback' | 'pause' | 'resume', order: ServedOrder): Promise<RolloutStatus>;
}

/** Who wants a change of a rollout, and why. */
interface ServedOrder {
  readonly by: string;
  readonly reason: string;
}

/** A running gateway. */
export interface Serving {
  /** `http://127.0.0.1:8787` */
  readonly url: string;
  /** `http://127.0.0.1:8787/console/`; null if it is not served. */
  readonly console: string | null;
  readonly ledger: { readonly folder: string; readonly origin: string; readonly vkey: string };
  /** Destination to which the log is shipped; null if it is not. */
  readonly shipping: string | null;
  /** Models that are served, by their names for clients. */
  readonly models: readonly string[];
  /** The rollouts of its models. */
  readonly rollouts: ServedRollouts;
  /** Returns a published checkpoint of everything recorded so far. */
  checkpoint(): Promise<string>;
  /**
   * Adopts another configuration, wholly or not at all: if it throws, as `serve` does, the gateway serves as before.
   * Returns the settings that differ but stay unchanged until the next start (such as address, ledger, TLS, judge and
   * size limits).
   */
  reload(options: ServeOptions): readonly string[];
  /** Accepts no new requests. Running ones end and are recorded, or are aborted after `graceMs`. */
  stop(graceMs: number): Promise<void>;
  /** Resolves with the reason when the ledger accepts no more records. */
  readonly failed: Promise<Error>;
}
