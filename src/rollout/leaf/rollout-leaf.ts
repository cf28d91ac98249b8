import type { RolloutAction } from '../position.ts';
import type { RolloutEvidence } from '../rollout-events.ts';
import type { RolloutPlan } from '../rollout-plan.ts';

/** A log and how many of its records were used. */
export interface LogHead {
  readonly origin: string;
  readonly size: number;
}

interface AnyRolloutLeaf {
  /** Id of the rollout. */
  readonly rollout: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Of the position that this leaf leads to. */
  readonly epoch: number;
  /** `zenbun` for the controller, else the name of a person; at most 48 UTF-8 bytes. */
  readonly by: string;
  /** At most 160 UTF-8 bytes, and less where the leaf has no room. */
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
  /** Hash of the result of the comparison that admitted it. */
  readonly entry: string | null;
}

/** A later leaf. */
export interface RolloutChange extends AnyRolloutLeaf {
  readonly action: RolloutAction;
  /** What it was decided on; logarithms in whole thousandths. null: none; exposures of the next stage then count from 0. */
  readonly evidence: RolloutEvidence | null;
  /** Records of each log that the evidence comes from. */
  readonly heads: readonly LogHead[];
  /** The salt in lower-case hexadecimal, with a rollback or a completion. */
  readonly salt: string | null;
}

/** What a leaf of kind `rollout` says. */
export type RolloutLeaf = RolloutStart | RolloutChange;
