import type { RolloutPlan, RolloutPosition } from '../../rollout/index.ts';
import type { GuardPolicy } from '../../schema/index.ts';

/** Evidence of a metric, for people. E-values as logarithms to base 10: they may be too large for a number. */
interface MetricStatus {
  readonly id: string;
  readonly margin: number;
  readonly isRequired: boolean;
  readonly pairs: number;
  readonly canaryHarms: number;
  readonly controlHarms: number;
  readonly log10Rollback: number;
  readonly log10Promotion: number;
}

/** Where a rollout stands. Shares in percent, times in milliseconds or as ISO 8601. */
export interface RolloutStatus {
  readonly schema: 'zenbun.rollout/1';
  readonly model: string;
  readonly stable: RolloutPlan['stable'];
  readonly canary: RolloutPlan['canary'];
  readonly status: 'none' | RolloutPosition['status'];
  /** Whether the canary's share is served right now; false: everybody gets stable. */
  readonly isInForce: boolean;
  /** Whether this gateway decides. */
  readonly isDeciding: boolean;
  readonly rollout: string | null;
  readonly epoch: number;
  readonly attempt: number;
  readonly startedAt: string | null;
  /** Of the last change. */
  readonly changedAt: string | null;
  readonly stage: {
    readonly index: number;
    readonly of: number;
    readonly share: number;
    readonly policy: GuardPolicy;
    readonly since: string;
    /** Counted in this stage, and how many it needs at least. */
    readonly exposures: number;
    readonly minExposures: number;
    readonly remainingMs: number;
  } | null;
  readonly leaseMs: number;
  /** Of this gateway's own log. */
  readonly exposures: number;
  readonly rollback: { readonly log10: number; readonly goal: number; readonly metric: string | null } | null;
  readonly promotion: { readonly goal: number };
  readonly metrics: readonly MetricStatus[];
}
