import type { Message } from '../message.ts';
import type { Usage } from '../usage.ts';

/**
 * How models are distinguished: by log-probabilities of one token, or by the token chosen at inputs on the border
 * between two.
 */
export type FingerprintMethod = 'logprob' | 'border';

/**
 * What `zenbun fingerprint MODEL --against FILE --json` writes. It never claims that a model was exchanged, only that
 * its answers are distributed differently.
 */
export interface FingerprintResult {
  readonly schema: 'zenbun.fingerprint/1';
  /** When the check was made, ISO 8601; absent in older results. */
  readonly at?: string;
  readonly tool: { readonly name: 'zenbun'; readonly version: string };
  readonly decision: 'same-within-margin' | 'differs' | 'undecided';
  readonly model: string;
  /** As the server names it; null if it does not. */
  readonly servedModel: string | null;
  readonly method: FingerprintMethod;
  /** The reference: its file and digest, and when and from which model it was made. */
  readonly reference: {
    readonly path: string;
    readonly sha256: string;
    /** ISO 8601. */
    readonly at: string;
    readonly model: string;
    /** Digest of the model's files, as stated when the reference was made; null if none was stated. */
    readonly digest: string | null;
  };
  /**
   * Highest probability of calling an unchanged model different: in this check, or in all checks of a series together.
   */
  readonly alpha: number;
  /** Position of this check in a series, from 1; null for a single check. */
  readonly nth: number | null;
  /**
   * Largest difference that still counts as the same, and the difference seen: mean absolute difference of
   * log-probabilities (nats), or total variation (0..1).
   */
  readonly margin: number;
  readonly difference: number;
  /**
   * The floor that a difference must exceed to be reported, and how much the reference differs from itself in as many
   * requests (null if it is too short to tell).
   */
  readonly floor: number;
  readonly noise: number | null;
  /** Interval of the difference, at 1 - alpha. */
  readonly interval: readonly [number, number];
  readonly pValue: number;
  /** Product of the evidence of the series so far; null for a single check. */
  readonly eValue: number | null;
  readonly requests: { readonly reference: number; readonly check: number };
  /** What differed, largest difference first. */
  readonly differing: readonly { readonly prompt: string; readonly before: string; readonly now: string }[];
  /** What stood in the way of an answer, and what this check cannot show. */
  readonly notes: readonly Message[];
  readonly cost: Usage;
}
