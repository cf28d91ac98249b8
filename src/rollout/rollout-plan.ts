import type { GuardPolicy } from '../schema/index.ts';

/** A metric whose rate may roll a canary back and must be shown not to rise before the canary is promoted. */
export type MetricId = 'latch' | 'refuse-then-comply' | 'partial' | 'judge' | 'error' | 'slow' | 'probe';

export interface RolloutMetric {
  readonly id: MetricId;
  /** How much higher the canary's rate may be, in 1/100,000. */
  readonly margin: number;
  /** Weight in the evidence for a rollback; weights are divided by their sum. */
  readonly weight: number;
  /** True if promotion needs evidence from this metric too. */
  readonly isRequired: boolean;
}

/** A stage of a rollout. */
export interface RolloutStage {
  /** Share of the traffic, in 1/100,000. */
  readonly share: number;
  readonly policy: GuardPolicy;
  /** Minimum time in the stage, in milliseconds. */
  readonly minMs: number;
  /** Minimum number of canary answers and probes counted in the stage. */
  readonly minExposures: number;
}

/**
 * How answers become evidence if a request has several. Rule 1 counts the first; it applies to rollouts that began
 * before there was another rule. Rule 2 counts the worst.
 */
type EvidenceRule = 1 | 2;

/**
 * Everything that the decisions of a rollout are based on, as whole numbers, so that it is the same in every
 * programming language.
 */
export interface RolloutPlan {
  /** Name of the model as seen by clients. */
  readonly model: string;
  /** Names in `serve.models`, with the digests of their weights. */
  readonly stable: { readonly model: string; readonly digest: string | null };
  readonly canary: { readonly model: string; readonly digest: string | null };
  readonly stages: readonly RolloutStage[];
  /** Probability of a wrong rollback over all attempts, in 1/100,000. */
  readonly alpha: number;
  /** Probability of a wrong promotion, in 1/100,000. */
  readonly beta: number;
  readonly metrics: readonly RolloutMetric[];
  /** Number of answers of one bucket that count in one window. */
  readonly perUnit: { readonly answers: number; readonly windowMs: number };
  /** Two answers form a pair only if they were asked for within this many milliseconds. */
  readonly pairWithinMs: number;
  /** A label that has not arrived after this many milliseconds counts as missing. */
  readonly labelWithinMs: number;
  /** Milliseconds until the first text above which an answer is `slow`. */
  readonly slowMs: number;
  readonly probesPerHour: number;
  readonly rule: EvidenceRule;
}
