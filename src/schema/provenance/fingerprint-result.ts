import type { Message } from '../message.ts';
import type { Usage } from '../usage.ts';

/** How a model is told from another: log-probabilities of one token, or the token at inputs on the border between two. */
export type FingerprintMethod = 'logprob' | 'border';

/** What `zenbun fingerprint MODEL --against FILE --json` writes. It never says that a model was exchanged, only that its answers are distributed otherwise. */
export interface FingerprintResult {
  readonly schema: 'zenbun.fingerprint/1';
  /** When the check was made, ISO 8601; absent in results of before. */
  readonly at?: string;
  readonly tool: { readonly name: 'zenbun'; readonly version: string };
  readonly decision: 'same-within-margin' | 'differs' | 'undecided';
  readonly model: string;
  /** As the server names it; null where it does not. */
  readonly servedModel: string | null;
  readonly method: FingerprintMethod;
  /** The reference: its file, digest, when and of which model it was made. */
  readonly reference: {
    readonly path: string;
    readonly sha256: string;
    /** ISO 8601. */
    readonly at: string;
    readonly model: string;
    /** Of the model's files, as it was stated when the reference was made; null where none was. */
    readonly digest: string | null;
  };
  /** Highest probability that an unchanged model is said to differ: of this check, or of all checks of a series together. */
  readonly alpha: number;
  /** Which of a series of checks this is, from 1; null: a single check. */
  readonly nth: number | null;
  /** Largest difference that still counts as the same, and what was seen: mean absolute difference of log-probabilities (nats), or total variation (0..1). */
  readonly margin: number;
  readonly difference: number;
  /** What a difference must exceed before it is told, and how much the reference differs from itself in as many requests (null: too short to tell). */
  readonly floor: number;
  readonly noise: number | null;
  /** Interval of the difference, at 1 - alpha. */
  readonly interval: readonly [number, number];
  readonly pValue: number;
  /** Product of the evidence of the series so far; null: a single check. */
  readonly eValue: number | null;
  readonly requests: { readonly reference: number; readonly check: number };
  /** What differed, the largest first. */
  readonly differing: readonly { readonly prompt: string; readonly before: string; readonly now: string }[];
  /** What stood in the way of an answer, and what this cannot show. */
  readonly notes: readonly Message[];
  readonly cost: Usage;
}
