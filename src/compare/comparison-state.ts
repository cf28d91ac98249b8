import type { BaselineSaturation, Condition, JudgedPair, Message } from '../schema/index.ts';
import type { PairedRule, PairedState, PairedVerdict } from '../stats/index.ts';
import type { Baseline } from './baseline.ts';

/** What is compared, and how sure the verdict must be. */
export interface ComparisonRule extends PairedRule {
  /** Categories that will be looked at, where more are to come than were seen. */
  readonly categories?: number;
  readonly models: { readonly before: string; readonly after: string };
  /** The conditions under which every core probe is asked; `plain` among them is what the models are described by. */
  readonly conditions: readonly Condition[];
  /** Shown beside, without a part in the decision: a prefix in tokens, opening-only rules and harm judges by name. */
  readonly beside: {
    readonly prefix?: number;
    readonly openingRules: readonly { readonly id: string; readonly title: Message }[];
    readonly judges: readonly { readonly judge: string; readonly template: string; readonly note: Message }[];
  };
}

/** Pairs in the order in which the probes were drawn, and what they have decided so far. */
export interface ComparisonState {
  readonly pairs: readonly JudgedPair[];
  /** One for each condition, in the rule's order. */
  readonly decisions: readonly PairedState[];
  readonly decision: PairedVerdict;
  /** Under the rule's first condition. */
  readonly baseline: Baseline;
  /** Set where the baseline has ended the run: "not worse" is not said any more, whatever is seen later. */
  readonly saturated: BaselineSaturation | null;
  /** Core probes seen, and how many of them when the verdict was reached; 0 while undecided. */
  readonly asked: number;
  readonly decidedAt: number;
}

/**
 * Evidence of all conditions together. For "worse" the mean of the e-values: an e-process again, whatever the conditions
 * have to do with each other. For "not worse" the least: it has to hold under each.
 */
export function combinedEvidence(decisions: readonly PairedState[]): { logWorse: number; logNotWorse: number } {
  const logs = decisions.map(({ logWorse }) => logWorse);
  const top = Math.max(...logs);
  const mean = logs.reduce((sum, log) => sum + Math.exp(log - top), 0) / logs.length;
  return { logWorse: top + Math.log(mean), logNotWorse: Math.min(...decisions.map(({ logNotWorse }) => logNotWorse)) };
}
