import type { GuardPolicy } from './gateway.ts';

/** A model of a rollout: its name in `serve.models`, and the digest of its weights. */
interface StagedModel {
  readonly model: string;
  readonly digest: string | null;
}

/** Evidence of a metric, for people. E-values are logarithms to base 10, because they may be too large for a number. */
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

/** The state of a rollout. Shares are in percent, times in milliseconds or as ISO 8601. */
export interface RolloutStatus {
  readonly schema: 'zenbun.rollout/1';
  readonly model: string;
  readonly stable: StagedModel;
  readonly canary: StagedModel;
  readonly status: 'none' | 'running' | 'paused' | 'rolled-back' | 'completed';
  /** True while the canary's share is being served; otherwise all traffic goes to stable. */
  readonly isInForce: boolean;
  /** True if this gateway makes the decisions. */
  readonly isDeciding: boolean;
  readonly rollout: string | null;
  readonly epoch: number;
  readonly attempt: number;
  readonly startedAt: string | null;
  /** Time of the last change. */
  readonly changedAt: string | null;
  readonly stage: {
    readonly index: number;
    readonly of: number;
    readonly share: number;
    readonly policy: GuardPolicy;
    readonly since: string;
    /** Exposures counted in this stage, and the minimum it needs. */
    readonly exposures: number;
    readonly minExposures: number;
    readonly remainingMs: number;
  } | null;
  /** The whole plan, in the order of its stages; empty if the gateway is older and does not report it. */
  readonly stages: readonly {
    readonly share: number;
    readonly policy: GuardPolicy;
    readonly minMs: number;
    readonly minExposures: number;
  }[];
  readonly leaseMs: number;
  /** From this gateway's own log. */
  readonly exposures: number;
  readonly rollback: { readonly log10: number; readonly goal: number; readonly metric: string | null } | null;
  readonly promotion: { readonly goal: number };
  readonly metrics: readonly MetricStatus[];
}
