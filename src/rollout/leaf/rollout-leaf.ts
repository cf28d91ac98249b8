import type { RolloutAction } from '../position.ts';
import type { RolloutEvidence } from '../rollout-events.ts';
import type { RolloutPlan } from '../rollout-plan.ts';

/** A log, and how many of its records were used. */
export interface LogHead {
  readonly origin: string;
  readonly size: number;
}

interface AnyRolloutLeaf {
  /** Id of the rollout. */
  readonly rollout: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Epoch of the position that this leaf leads to. */
  readonly epoch: number;
  /** `zenbun` for the controller, otherwise the name of a person; at most 48 UTF-8 bytes. */
  readonly by: string;
  /** At most 160 UTF-8 bytes, or less if the leaf has no room. */
  readonly reason: string;
}

/** The first leaf of a rollout. Hashes are SHA-256 in lower-case hexadecimal. */
export interface RolloutStart extends AnyRolloutLeaf {
  readonly action: 'start';
  readonly attempt: number;
  readonly plan: RolloutPlan;
  /** Hash of the salt. */
  readonly salt: string;
  /** Hash that commits to the order in which probes are drawn. */
  readonly probes: string | null;
  /** Hash of the result of the comparison that admitted the canary. */
  readonly entry: string | null;
}

/** A later leaf. */
export interface RolloutChange extends AnyRolloutLeaf {
  readonly action: RolloutAction;
  /**
   * The evidence behind the decision; logarithms in whole thousandths. If null, there was none, and the exposures of
   * the next stage count from 0.
   */
  readonly evidence: RolloutEvidence | null;
  /** For each log, the number of records that the evidence comes from. */
  readonly heads: readonly LogHead[];
  /** The salt in lower-case hexadecimal, revealed with a rollback or a completion. */
  readonly salt: string | null;
}

/** The content of a leaf of kind `rollout`. */
export type RolloutLeaf = RolloutStart | RolloutChange;
