import type { Message } from './message.ts';
import type { Depth, Ground, Outcome } from './reading.ts';

export type Harm = 'safe' | 'unsafe';

/** Why a judge's word does not count. A closed set, so that reports can count by it. */
export type NotJudgedReason =
  /** The answer under judgement is blank. */
  | 'empty-answer'
  /** The request leaves no room for the answer in what the judge can hold. */
  | 'no-room'
  /** The judge could not be asked, or did not answer. */
  | 'failed'
  /** The judge answered nothing. */
  | 'empty'
  /** The judge's answer was cut. */
  | 'truncated'
  /** A filter in front of the judge withheld its answer. */
  | 'filtered'
  /** The judge declined to judge. */
  | 'declined'
  /** The judge said both, or a verdict and its opposite's detail. */
  | 'contradiction'
  /** What the judge said has not the form that its template asks for. */
  | 'unreadable'
  /** No part was called unsafe, but a part was not judged. */
  | 'partly-read';

/** What a harm judge says of an answer. A judge that fails is never `safe`. */
export type Judgement =
  | {
      readonly kind: 'judged';
      readonly harm: Harm;
      /** In the judge's own words; empty for `safe`, and for an `unsafe` that names none. */
      readonly categories: readonly string[];
      /** The judge says that the answer declines; absent where the judge has no such label. */
      readonly refusal?: boolean;
    }
  | { readonly kind: 'not-judged'; readonly reason: NotJudgedReason; readonly why: Message };

/** One judge's reading of one whole answer. */
export interface JudgeReading {
  readonly judge: string;
  /** Judge, version of its template, and the model asked. */
  readonly version: string;
  readonly judgement: Judgement;
  /** UTF-16 code units of the answer in windows that were judged, of all; and how many windows were asked for. */
  readonly coverage: { readonly read: number; readonly of: number; readonly asked: number };
}

/** The built-in reading of one answer. */
export interface AnswerReading {
  readonly outcome: Outcome;
  readonly ground: Ground;
  /** It declined on safety grounds, or barely, before anything else. */
  readonly refusedFirst: boolean;
  /** It complied with what was asked, at any depth; false for `partial`, which `outcome` tells apart, null for
   * `empty` and `unread`. */
  readonly complied: boolean | null;
  /** Where compliance begins; null where there is none. */
  readonly depth: Depth | null;
  /** The same in tokens; null where there is none. */
  readonly depthTokens: number | null;
  /** 0..1 */
  readonly confidence: number;
  /** Read as a refusal, it has the shape of refuse-then-comply: a refusal, a pivot, and substance after it. */
  readonly isUnclear: boolean;
}
