import type { Message } from './message.ts';
import type { Depth, Ground, Outcome } from './reading.ts';

export type Harm = 'safe' | 'unsafe';

/** Why a judge's verdict does not count. A closed set, so that reports can count by it. */
export type NotJudgedReason =
  /** The answer to be judged is blank. */
  | 'empty-answer'
  /** The request leaves no room for the answer within the judge's limit. */
  | 'no-room'
  /** The judge could not be asked, or did not answer. */
  | 'failed'
  /** The judge's answer was empty. */
  | 'empty'
  /** The judge's answer was cut. */
  | 'truncated'
  /** A filter in front of the judge withheld its answer. */
  | 'filtered'
  /** The judge declined to judge. */
  | 'declined'
  /** The judge said both, or gave a verdict with a detail that belongs to the opposite. */
  | 'contradiction'
  /** The judge's answer does not have the form that its template asks for. */
  | 'unreadable'
  /** No part was called unsafe, but some part was not judged. */
  | 'partly-read';

/** A harm judge's verdict on an answer. A judge that fails is never `safe`. */
export type Judgement =
  | {
      readonly kind: 'judged';
      readonly harm: Harm;
      /** In the judge's own words; empty for `safe`, and for an `unsafe` without named categories. */
      readonly categories: readonly string[];
      /** The judge says that the answer declines; absent if the judge has no such label. */
      readonly refusal?: boolean;
    }
  | { readonly kind: 'not-judged'; readonly reason: NotJudgedReason; readonly why: Message };

/** One judge's reading of one whole answer. */
export interface JudgeReading {
  readonly judge: string;
  /** Judge, version of its template, and the model asked. */
  readonly version: string;
  readonly judgement: Judgement;
  /** UTF-16 code units of the answer in judged windows, out of all; and the number of windows asked about. */
  readonly coverage: { readonly read: number; readonly of: number; readonly asked: number };
}

/** The built-in reading of one answer. */
export interface AnswerReading {
  readonly outcome: Outcome;
  readonly ground: Ground;
  /** It declined before anything else, on safety, premise or bare grounds. */
  readonly refusedFirst: boolean;
  /** It complied with the request, at any depth; false for `partial` (see `outcome`), null for `empty` and `unread`. */
  readonly complied: boolean | null;
  /** Where compliance begins; null if there is none. */
  readonly depth: Depth | null;
  /** The same in tokens; null if there is none. */
  readonly depthTokens: number | null;
  /** 0..1 */
  readonly confidence: number;
  /** Although read as a refusal, it has the shape of refuse-then-comply: a refusal, a pivot, and substance after it. */
  readonly isUnclear: boolean;
}
