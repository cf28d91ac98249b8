import type { MetricId } from '../../../rollout/index.ts';
import type { GuardPolicy } from '../../../schema/index.ts';

/** A stage. Shares and margins as `5%`, times as `30s`, `10m`, `2h`, `1d`. */
export interface RolloutStageOption {
  readonly share: string;
  readonly guard?: GuardPolicy;
  /** Least time in it. */
  readonly for?: string;
  /** Least number of canary answers and probes counted in it. */
  readonly answers?: number;
}

export interface RolloutMetricOption {
  /** How much higher the canary's rate may be than that of stable. */
  readonly margin?: string;
  /** Its weight in the evidence for a rollback. */
  readonly weight?: number;
  /** Whether promotion needs evidence that its rate did not rise by more than the margin. */
  readonly required?: boolean;
}

/** Whom an assignment stays with: who the client says asks, else the conversation; the conversation; the key. */
export type UnitOption = 'user' | 'conversation' | 'key';

/** A rollout, by the name of the model that it replaces, as in `serve.rollouts` of zenbun.yaml. */
export interface RolloutOption {
  /** Name of another of `serve.models`: served only as the share of this rollout. */
  readonly canary: string;
  readonly stages?: readonly (string | RolloutStageOption)[];
  /** Chance of a wrong rollback, over all attempts. */
  readonly alpha?: number;
  /** Chance of a wrong promotion. */
  readonly beta?: number;
  readonly metrics?: Readonly<Partial<Record<Exclude<MetricId, 'probe'>, RolloutMetricOption | false>>>;
  readonly unit?: UnitOption;
  /** So many answers of one unit count in so much time. */
  readonly perUnit?: { readonly answers?: number; readonly per?: string };
  readonly pairWithin?: string;
  readonly labelWithin?: string;
  /** Slower than this until the first text is slow. */
  readonly slow?: string;
  /** Secret questions to both models; false: none. */
  readonly probes?: false | (RolloutMetricOption & { readonly from?: string; readonly perHour?: number });
  /** The comparison that admits the canary, as `zenbun compare --json` writes it. */
  readonly entry?: { readonly compare: string; readonly fingerprint?: string; readonly within?: string };
}
