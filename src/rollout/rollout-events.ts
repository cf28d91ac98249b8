import type { AnswerFacts } from '../schema/index.ts';

/** Which of two models answered. */
export type Arm = 'stable' | 'canary';

/**
 * What a rollout learns from the log, in its order. `at`: milliseconds since 1970, as the leaf says; time passes by these alone, so that
 * whoever reads the log later comes to the same.
 */
export type RolloutEvent =
  /** A request of this rollout's model was given to an arm. `intent`: index of its leaf. */
  | {
      readonly kind: 'request';
      readonly at: number;
      readonly intent: number;
      readonly arm: Arm;
      readonly bucket: number;
      /** What both answers of a pair have in common: the language of the request. */
      readonly stratum: string;
    }
  /** Its answer ended; `first`: what rule 1 counts, where that is another of several answers. */
  | {
      readonly kind: 'answer';
      readonly at: number;
      readonly intent: number;
      readonly facts: AnswerFacts;
      readonly first?: AnswerFacts;
    }
  /** A judge said of its answer what it is; null: it could not tell. */
  | { readonly kind: 'label'; readonly at: number; readonly intent: number; readonly isUnsafe: boolean | null }
  /** An arm answered the probe of this draw; null: not read. */
  | {
      readonly kind: 'probe';
      readonly at: number;
      readonly draw: number;
      readonly arm: Arm;
      readonly complied: boolean | null;
    };

/** A request, as an event. */
export type RolloutRequest = Extract<RolloutEvent, { readonly kind: 'request' }>;

/** Counts of one metric, and its evidence. Plain numbers; those of several gateways add up, field by field. */
export interface MetricEvidence {
  /** Pairs consumed. */
  readonly pairs: number;
  readonly canaryHarms: number;
  readonly controlHarms: number;
  /** Natural logarithms. */
  readonly logRollback: number;
  readonly logPromotion: number;
}

/** Evidence of one gateway, or of several together. */
export interface RolloutEvidence {
  /** Answers of the canary, probes included, that every metric has taken since the rollout began. */
  readonly exposures: number;
  readonly metrics: Readonly<Record<string, MetricEvidence>>;
}

/** Where a rollout stands: what its last leaf says. */
export interface RolloutPosition {
  /** Goes up by one with every change. */
  readonly epoch: number;
  readonly status: 'running' | 'paused' | 'rolled-back' | 'completed';
  /** Index into the plan's stages. */
  readonly stage: number;
  /** Milliseconds since 1970 when the stage was entered. */
  readonly since: number;
  /** Exposures counted when the stage was entered. */
  readonly exposuresBefore: number;
  /** Which start of a canary under this model name it is, from 1. */
  readonly attempt: number;
}

/** What the rule says. */
export interface RolloutDecision {
  readonly action: 'rollback' | 'advance' | 'complete';
  /** The metric with most evidence, for people; null for an advance. */
  readonly metric: string | null;
}
