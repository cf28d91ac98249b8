import type { Message } from '../message.ts';

/** What one check of a training history comes to. `cannot-tell`: what it needs is not there; `detail` says what. */
export interface TrainingCheck {
  /** A stable name: `steps-fit-rows`, `data-digest`, `base-model`, `schedule`, `restarts`, `loss-floor`, `time`, … */
  readonly check: string;
  readonly state: 'consistent' | 'inconsistent' | 'cannot-tell';
  readonly title: Message;
  /** One sentence, with the two values where they differ. */
  readonly detail: Message;
  /** What it means where it fails, and what to do. */
  readonly meaning: Message;
  /** Where the two values come from, `trainer_state.json`, `adapter_config.json`, … */
  readonly sources: readonly string[];
  readonly expected: string | null;
  readonly found: string | null;
}

/** A file of a trainer that was read, or why it was not. */
export interface TrainingFile {
  readonly path: string;
  /** Lower-case hex; null where it was not read. */
  readonly sha256: string | null;
  /** `trainer-state`, `adapter-config`, `safetensors`, `axolotl`, …; null: not of a kind that is known. */
  readonly kind: string | null;
  /** Why it was not read, or what of it was not; null where it was read whole. */
  readonly unread: Message | null;
}

/**
 * What `zenbun training --json` writes. `pass`: every check that decides is consistent. `block`: something is inconsistent. `review`: nothing is
 * inconsistent, and too little is there to tell.
 */
export interface TrainingResult {
  readonly schema: 'zenbun.training/1';
  readonly tool: { readonly name: 'zenbun'; readonly version: string };
  readonly verdict: 'pass' | 'review' | 'block';
  readonly path: string;
  readonly files: readonly TrainingFile[];
  readonly checks: readonly TrainingCheck[];
}
