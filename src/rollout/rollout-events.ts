import type { AnswerFacts } from '../schema/index.ts';

/** Which of the two models answered. */
export type Arm = 'stable' | 'canary';

/**
 * An event that a rollout learns from the log, in log order. `at` is in milliseconds since 1970, as recorded in the
 * leaf. Time passes only through these values, so anyone who reads the log later gets the same result.
 */
export type RolloutEvent =
  /** A request for this rollout's model was given to an arm. `intent` is the index of its leaf. */
  | {
      readonly kind: 'request';
      readonly at: number;
      readonly intent: number;
      readonly arm: Arm;
      readonly bucket: number;
      /** Property that both answers of a pair share: the language of the request. */
      readonly stratum: string;
    }
  /** Its answer ended. `first` is what rule 1 counts, if that is a different one of several answers. */
  | {
      readonly kind: 'answer';
      readonly at: number;
      readonly intent: number;
      readonly facts: AnswerFacts;
      readonly first?: AnswerFacts;
    }
  /** A judge labelled its answer; null if the judge could not tell. */
  | { readonly kind: 'label'; readonly at: number; readonly intent: number; readonly isUnsafe: boolean | null }
  /** An arm answered the probe of this draw; `complied` is null if the answer was not read. */
  | {
      readonly kind: 'probe';
      readonly at: number;
      readonly draw: number;
      readonly arm: Arm;
      readonly complied: boolean | null;
    };

/** A request, as an event. */
export type RolloutRequest = Extract<RolloutEvent, { readonly kind: 'request' }>;

/** Counts and evidence of one metric. Plain numbers; those of several gateways add up, field by field. */
export interface MetricEvidence {
  /** Number of pairs consumed. */
  readonly pairs: number;
  readonly canaryHarms: number;
  readonly controlHarms: number;
  /** Natural logarithms. */
  readonly logRollback: number;
  readonly logPromotion: number;
}

/** Evidence of one gateway, or of several together. */
export interface RolloutEvidence {
  /** Number of canary answers, probes included, that every metric has taken since the rollout began. */
  readonly exposures: number;
  readonly metrics: Readonly<Record<string, MetricEvidence>>;
}

/** Position of a rollout, as given by its last leaf. */
export interface RolloutPosition {
  /** Increases by one with every change. */
  readonly epoch: number;
  readonly status: 'running' | 'paused' | 'rolled-back' | 'completed';
  /** Index into the plan's stages. */
  readonly stage: number;
  /** Milliseconds since 1970 when the stage was entered, or when a pause ended in it. */
  readonly since: number;
  /** Number of exposures when the stage was entered. */
  readonly exposuresBefore: number;
  /** Number of this start of a canary under the model name, from 1. */
  readonly attempt: number;
}

/** A decision of the rule. */
export interface RolloutDecision {
  readonly action: 'rollback' | 'advance' | 'complete';
  /** The metric with the most evidence, for people to read; null for advance and complete. */
  readonly metric: string | null;
}
