import type { RolloutLeaf } from '../leaf/rollout-leaf.ts';
import type { RolloutAction } from '../position.ts';
import type { Arm, RolloutDecision, RolloutEvent, RolloutEvidence } from '../rollout-events.ts';

/** A record of a log, as a replay needs it. `index`: its place in the log, from 0. */
export type ReplayedRecord =
  /** A leaf of a rollout; null: another record, which lets time pass up to `at` (milliseconds since 1970). */
  | { readonly index: number; readonly at: number; readonly leaf: RolloutLeaf | null }
  /** `epoch`: of the position by which a request was assigned, or a probe asked; null where none was known. */
  | { readonly index: number; readonly event: RolloutEvent; readonly epoch: number | null };

/** The records of one gateway's log that belong to one model's rollouts, in the order of their indexes. */
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

/** How many there are, and the first thousand. */
export interface Listed<T> {
  readonly count: number;
  readonly first: readonly T[];
}

/** A change, beside what the rule says at the heads that it names. */
export interface ReplayedChange extends RecordPlace {
  readonly rollout: string;
  readonly epoch: number;
  readonly action: RolloutAction;
  readonly by: string;
  /**
   * `person`: no decision of the rule. `unknown`: a log that it names is missing, or its heads lie too far back. `differs`: the rule says something
   * else there, or the evidence is another (by more than a thousandth in a logarithm).
   */
  readonly verdict: 'same' | 'differs' | 'unknown' | 'person';
  /** What the rule says at these heads; null: stay. */
  readonly rule: RolloutDecision | null;
  readonly recomputed: RolloutEvidence | null;
  readonly stated: RolloutEvidence | null;
}

/** The first event after which the rule said rollback. Several logs are put in order by the times of their records. */
export interface DueRollback extends RecordPlace {
  readonly rollout: string;
  readonly metric: string | null;
  /** Milliseconds until the leaf of a rollback; null: there is none. */
  readonly lateMs: number | null;
  /** Requests that the canary got in between. */
  readonly canaryRequests: number;
}

/** A request that the canary got after a rollback. */
export interface ServedAfterRollback extends RecordPlace {
  readonly rollout: string;
  readonly epoch: number | null;
  readonly afterMs: number;
}

/** A request that went to another arm than its bucket and the share of its epoch say. */
export interface WrongAssignment extends RecordPlace {
  readonly epoch: number | null;
  readonly bucket: number;
  readonly arm: Arm;
  /** In 1/100,000; null: no leaf has this epoch. */
  readonly share: number | null;
}

/** A record that cannot be: a change that may not follow, an event that is none. */
export interface ReplayProblem extends RecordPlace {
  readonly problem: string;
}

/** What the logs come to. Whether a bucket follows from the salt is for the caller to check: that needs a hash. */
export interface ReplayReport {
  readonly changes: readonly ReplayedChange[];
  readonly due: readonly DueRollback[];
  readonly afterRollback: Listed<ServedAfterRollback>;
  readonly assignments: Listed<WrongAssignment>;
  readonly problems: Listed<ReplayProblem>;
}
