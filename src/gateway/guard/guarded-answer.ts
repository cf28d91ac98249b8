import type { GuardPolicy, HoldMode, Reading } from '../../schema/index.ts';
import type { Latch } from './guard-policy.ts';

/** How an answer is guarded. */
export interface GuardOptions {
  readonly policy: GuardPolicy;
  readonly hold: HoldMode;
  /** The request being answered; '' if unknown. */
  readonly prompt: string;
  /** False if the refusing unit itself does not go out because another model answers in its place. */
  readonly keepsRefusal: boolean;
  /** Minimum confidence of the reader that a unit declines, 0..1; defaults to LATCH_CONFIDENCE. */
  readonly latchConfidence?: number;
}

/** Result of guarding a whole answer. Offsets in UTF-16 code units of the letter. */
export interface GuardedAnswer {
  readonly reading: Reading;
  readonly latch: Latch | null;
  /** Offset before which everything goes out; null if the whole answer does. */
  readonly cut: number | null;
  /**
   * The part of the refusal behind the cut, for use if no other model answers in its place; '' if the refusal is before
   * the cut.
   */
  readonly refusal: string;
  /** Pointers to help and cautions after refusal and cut that go out; '' if there are none. */
  readonly pointers: string;
  /** Number of withheld characters after refusal and cut, not counting white space. */
  readonly withheldChars: number;
}
