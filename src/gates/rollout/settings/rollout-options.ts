import type { MetricId } from '../../../rollout/index.ts';
import type { GuardPolicy } from '../../../schema/index.ts';

/** A stage. Shares and margins are written as `5%`, times as `30s`, `10m`, `2h` or `1d`. */
export interface RolloutStageOption {
  readonly share: string;
  readonly guard?: GuardPolicy;
  /** Minimum time in it. */
  readonly for?: string;
  /** Minimum number of canary answers and probes counted in it. */
  readonly answers?: number;
}

export interface RolloutMetricOption {
  /** Maximum rise of the canary's rate above that of stable. */
  readonly margin?: string;
  /** Its weight in the evidence for a rollback. */
  readonly weight?: number;
  /** Whether promotion needs evidence that its rate did not rise by more than the margin. */
  readonly required?: boolean;
}

/**
 * Unit that an assignment stays with: the user named by the client, else the conversation; the conversation; or the
 * key.
 */
export type UnitOption = 'user' | 'conversation' | 'key';

/** A rollout, keyed by the name of the model that it replaces, as in `serve.rollouts` of zenbun.yaml. */
export interface RolloutOption {
  /** Name of another model of `serve.models`, which is served only as the share of this rollout. */
  readonly canary: string;
  readonly stages?: readonly (string | RolloutStageOption)[];
  /** Chance of a wrong rollback, over all attempts. */
  readonly alpha?: number;
  /** Chance of a wrong promotion. */
  readonly beta?: number;
  readonly metrics?: Readonly<Partial<Record<Exclude<MetricId, 'probe'>, RolloutMetricOption | false>>>;
  readonly unit?: UnitOption;
  /** Maximum number of answers of one unit that count in a period. */
  readonly perUnit?: { readonly answers?: number; readonly per?: string };
  readonly pairWithin?: string;
  readonly labelWithin?: string;
  /** Time to the first text from which an answer counts as slow. */
  readonly slow?: string;
  /** Secret questions to both models; false: none. */
  readonly probes?: false | (RolloutMetricOption & { readonly from?: string; readonly perHour?: number });
  /** The comparison that admits the canary, written by `zenbun compare --json`. */
  readonly entry?: { readonly compare: string; readonly fingerprint?: string; readonly within?: string };
}
