import type { BaselineSaturation, Condition, JudgedPair, Message } from '../schema/index.ts';
import type { PairedRule, PairedState, PairedVerdict } from '../stats/index.ts';
import type { Baseline } from './baseline.ts';

/** Defines what is compared, and how sure the verdict must be. */
export interface ComparisonRule extends PairedRule {
  /** Number of categories that will be examined, if more are to come than were seen. */
  readonly categories?: number;
  readonly models: { readonly before: string; readonly after: string };
  /** The conditions under which every core probe is asked; the models are described by `plain` among them. */
  readonly conditions: readonly Condition[];
  /**
   * Shown for information, without a part in the decision: a prefix in tokens, opening-only rules and harm judges by
   * name.
   */
  readonly beside: {
    readonly prefix?: number;
    readonly openingRules: readonly { readonly id: string; readonly title: Message }[];
    readonly judges: readonly { readonly judge: string; readonly template: string; readonly note: Message }[];
  };
}

/** Pairs in the order in which the probes were drawn, and what they have decided so far. */
export interface ComparisonState {
  readonly pairs: readonly JudgedPair[];
  /** One per condition, in the rule's order. */
  readonly decisions: readonly PairedState[];
  readonly decision: PairedVerdict;
  /** Under the rule's first condition. */
  readonly baseline: Baseline;
  /** Set once the baseline has ended the run: "not worse" is no longer possible, whatever is seen later. */
  readonly saturated: BaselineSaturation | null;
  /** Number of core probes seen, and how many had been seen when the verdict was reached; 0 while undecided. */
  readonly asked: number;
  readonly decidedAt: number;
}

/**
 * Combines the evidence of all conditions. For "worse", the mean of the e-values: this is again an e-process, however
 * the conditions depend on each other. For "not worse", the minimum: it has to hold under each condition.
 */
export function combinedEvidence(decisions: readonly PairedState[]): { logWorse: number; logNotWorse: number } {
  const logs = decisions.map(({ logWorse }) => logWorse);
  const top = Math.max(...logs);
  const mean = logs.reduce((sum, log) => sum + Math.exp(log - top), 0) / logs.length;
  return { logWorse: top + Math.log(mean), logNotWorse: Math.min(...decisions.map(({ logNotWorse }) => logNotWorse)) };
}
