import type { Message } from '../message.ts';

/** The result of one check of a training history. `cannot-tell`: the check lacks what it needs; `detail` says what. */
export interface TrainingCheck {
  /** A stable name: `steps-fit-rows`, `data-digest`, `base-model`, `schedule`, `restarts`, `loss-floor`, `time`, … */
  readonly check: string;
  readonly state: 'consistent' | 'inconsistent' | 'cannot-tell';
  readonly title: Message;
  /** One sentence, with both values if they differ. */
  readonly detail: Message;
  /** What a failure of the check means, and what to do. */
  readonly meaning: Message;
  /** Where the two values come from: `trainer_state.json`, `adapter_config.json`, … */
  readonly sources: readonly string[];
  readonly expected: string | null;
  readonly found: string | null;
}

/** A file of a trainer that was read, or the reason why it was not. */
export interface TrainingFile {
  readonly path: string;
  /** Lower-case hex; null if the file was not read. */
  readonly sha256: string | null;
  /** `trainer-state`, `adapter-config`, `safetensors`, `axolotl`, …; null if the kind is unknown. */
  readonly kind: string | null;
  /** Why it was not read, or which part was not; null if it was read completely. */
  readonly unread: Message | null;
}

/**
 * What `zenbun training --json` writes. `pass`: every deciding check is consistent. `block`: something is inconsistent.
 * `review`: nothing is inconsistent, but there is too little to tell.
 */
export interface TrainingResult {
  readonly schema: 'zenbun.training/1';
  readonly tool: { readonly name: 'zenbun'; readonly version: string };
  readonly verdict: 'pass' | 'review' | 'block';
  readonly path: string;
  readonly files: readonly TrainingFile[];
  readonly checks: readonly TrainingCheck[];
}
