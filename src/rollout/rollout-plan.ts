import type { GuardPolicy } from '../schema/index.ts';

/** Whose rate may roll a canary back, and must be shown not to rise before it is promoted. */
export type MetricId = 'latch' | 'refuse-then-comply' | 'partial' | 'judge' | 'error' | 'slow' | 'probe';

export interface RolloutMetric {
  readonly id: MetricId;
  /** How much higher the canary's rate may be, in 1/100,000. */
  readonly margin: number;
  /** Its weight in the evidence for a rollback; weights are divided by their sum. */
  readonly weight: number;
  /** Whether promotion needs evidence of this metric, too. */
  readonly isRequired: boolean;
}

/** A stage of a rollout. */
export interface RolloutStage {
  /** Of the traffic, in 1/100,000. */
  readonly share: number;
  readonly policy: GuardPolicy;
  /** Least time in it, in milliseconds. */
  readonly minMs: number;
  /** Least number of canary answers and probes that were counted in it. */
  readonly minExposures: number;
}

/**
 * How answers become evidence. 1: of several answers to one request the first, in rollouts that began before there was another rule. 2: the worst.
 */
type EvidenceRule = 1 | 2;

/** Everything that decisions of a rollout follow from: whole numbers, so that it is the same in every language. */
export interface RolloutPlan {
  /** The model's name for clients. */
  readonly model: string;
  /** Names in `serve.models`, with the digests of their weights. */
  readonly stable: { readonly model: string; readonly digest: string | null };
  readonly canary: { readonly model: string; readonly digest: string | null };
  readonly stages: readonly RolloutStage[];
  /** Chance of a wrong rollback, over all attempts, in 1/100,000. */
  readonly alpha: number;
  /** Chance of a wrong promotion, in 1/100,000. */
  readonly beta: number;
  readonly metrics: readonly RolloutMetric[];
  /** So many answers of one bucket count in one window. */
  readonly perUnit: { readonly answers: number; readonly windowMs: number };
  /** Two answers are a pair only if asked for within so many milliseconds. */
  readonly pairWithinMs: number;
  /** After so many milliseconds a label that is missing counts against the canary. */
  readonly labelWithinMs: number;
  /** Slower than this until the first text is `slow`. */
  readonly slowMs: number;
  readonly probesPerHour: number;
  readonly rule: EvidenceRule;
}
