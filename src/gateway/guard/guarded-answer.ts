import type { GuardPolicy, HoldMode, Reading } from '../../schema/index.ts';
import type { Latch } from './guard-policy.ts';

/** How an answer is guarded. */
export interface GuardOptions {
  readonly policy: GuardPolicy;
  readonly hold: HoldMode;
  /** The request that is answered; '' where it is not known. */
  readonly prompt: string;
  /** false: the refusing unit itself does not go out, since another model answers in its place. */
  readonly keepsRefusal: boolean;
  /** How sure the reader must be that a unit declines, 0..1; LATCH_CONFIDENCE unless another value is measured. */
  readonly latchConfidence?: number;
}

/** What became of a whole answer. Offsets in UTF-16 code units of the letter. */
export interface GuardedAnswer {
  readonly reading: Reading;
  readonly latch: Latch | null;
  /** Everything before it goes out; null where everything does. */
  readonly cut: number | null;
  /** The refusal after the cut, for where no other model answers in its place; '' where it stands before the cut. */
  readonly refusal: string;
  /** Pointers to help and cautions after refusal and cut that go out; '' where there are none. */
  readonly pointers: string;
  /** Characters after refusal and cut, other than white space, that do not go out. */
  readonly withheldChars: number;
}
