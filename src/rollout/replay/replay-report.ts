import type { RolloutLeaf } from '../leaf/rollout-leaf.ts';
import type { RolloutAction } from '../position.ts';
import type { Arm, RolloutDecision, RolloutEvent, RolloutEvidence } from '../rollout-events.ts';

/** A record of a log, as a replay needs it. `index` is its place in the log, from 0. */
export type ReplayedRecord =
  /** A leaf of a rollout, or null for another record, which lets time pass up to `at` (milliseconds since 1970). */
  | { readonly index: number; readonly at: number; readonly leaf: RolloutLeaf | null }
  /** `epoch` belongs to the position by which a request was assigned or a probe asked; null if none was known. */
  | { readonly index: number; readonly event: RolloutEvent; readonly epoch: number | null };

/** The records of one gateway's log that belong to one model's rollouts, in index order. */
export interface ReplayedLog {
  readonly origin: string;
  readonly events: Iterable<ReplayedRecord>;
}

/** The place of a record. */
export interface RecordPlace {
  readonly origin: string;
  readonly index: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The total number, and the first thousand. */
export interface Listed<T> {
  readonly count: number;
  readonly first: readonly T[];
}

/** A change, next to the decision of the rule at the heads that it names. */
export interface ReplayedChange extends RecordPlace {
  readonly rollout: string;
  readonly epoch: number;
  readonly action: RolloutAction;
  readonly by: string;
  /**
   * `person`: not a decision of the rule. `unknown`: a log it names is missing, or its heads lie too far back.
   * `differs`: the rule decides otherwise there, or the evidence differs (by more than a thousandth in a logarithm).
   */
  readonly verdict: 'same' | 'differs' | 'unknown' | 'person';
  /** The decision of the rule at these heads; null means stay. */
  readonly rule: RolloutDecision | null;
  readonly recomputed: RolloutEvidence | null;
  readonly stated: RolloutEvidence | null;
}

/** The first event after which the rule demanded a rollback. Several logs are ordered by the times of their records. */
export interface DueRollback extends RecordPlace {
  readonly rollout: string;
  readonly metric: string | null;
  /** Milliseconds until the leaf of the rollback, or null if there is none. */
  readonly lateMs: number | null;
  /** Number of requests that the canary got in between. */
  readonly canaryRequests: number;
}

/** A request that the canary got after a rollback. */
export interface ServedAfterRollback extends RecordPlace {
  readonly rollout: string;
  readonly epoch: number | null;
  readonly afterMs: number;
}

/** A request assigned to a different arm than its bucket and the share of its epoch imply. */
export interface WrongAssignment extends RecordPlace {
  readonly epoch: number | null;
  readonly bucket: number;
  readonly arm: Arm;
  /** In 1/100,000; null if no leaf has this epoch. */
  readonly share: number | null;
}

/** An impossible record: a change that is not allowed, or an invalid event. */
export interface ReplayProblem extends RecordPlace {
  readonly problem: string;
}

/** Result of a replay. The caller must check whether each bucket follows from the salt, because that needs a hash. */
export interface ReplayReport {
  readonly changes: readonly ReplayedChange[];
  readonly due: readonly DueRollback[];
  readonly afterRollback: Listed<ServedAfterRollback>;
  readonly assignments: Listed<WrongAssignment>;
  readonly problems: Listed<ReplayProblem>;
}
