import type { Message } from '../message.ts';
import type { ReadingLanguage } from '../reading.ts';

/** What the watch looks at in an answer; one small file each in `src/watch/signals`. */
export type WatchSignalId =
  | 'latch'
  | 'refuse-then-comply'
  | 'refusal-up'
  | 'refusal-down'
  | 'partial'
  | 'long'
  | 'short'
  | 'empty'
  | 'finish'
  | 'language'
  | 'opening'
  | 'repetition'
  | 'tool-json'
  | 'first-text'
  | 'tokens-per-second'
  | 'retry';

/** Hits among answers of which it is known whether they are one. */
export interface HitCount {
  readonly hits: number;
  readonly of: number;
}

/** What answers have in common whose rates are compared: the time, the model and the language of the request. */
export interface WatchStratum {
  /** With which the part of the day begins, 0..23, in the time zone of the reference. */
  readonly hour: number;
  readonly isWeekend: boolean;
  readonly model: string;
  /** null where it is not known. */
  readonly language: ReadingLanguage | null;
}

/** Evidence reached the threshold. Stays until somebody acknowledges it, or another reference takes its place. */
export interface WatchAlarm {
  /** Milliseconds since 1970: that of the answer with which it was raised. */
  readonly at: number;
  /** Answers seen until then. */
  readonly answers: number;
  readonly evidence: number;
  readonly threshold: number;
  /** Answers within which the chance of a false alarm is at most `alpha`. */
  readonly horizon: number;
  readonly alpha: number;
  /** Those with most evidence, most first. `named`: of all that are so marked, a share of at most `alpha` is innocent in the mean (e-BH). */
  readonly signals: readonly WatchSuspect[];
}

export interface WatchSuspect {
  readonly id: WatchSignalId;
  readonly title: Message;
  readonly named: boolean;
  /** Its share of the evidence, 0..1. */
  readonly share: number;
  readonly reference: HitCount;
  readonly observed: HitCount;
  /** Where most of its evidence comes from; null: from all models and languages together. */
  readonly part: { readonly model: string; readonly language: ReadingLanguage | null } | null;
}

/** Where one signal stands. */
export interface WatchSignalStatus {
  readonly id: WatchSignalId;
  readonly title: Message;
  /** `learning`: no stratum has a reference of it that is large enough. */
  readonly state: 'watched' | 'learning';
  /** What it adds to the evidence; an alarm is raised when the sum reaches the threshold. */
  readonly evidence: number;
  /** Of the strata in which it is watched. */
  readonly reference: HitCount;
  readonly observed: HitCount;
  /** Answers in which it was not known, or whose stratum has no reference of it. */
  readonly unknown: number;
  /**
   * About how many more answers it takes until a doubling of its odds raises an alarm (a halving, where it looks for a fall); null where none would
   * be seen with this reference.
   */
  readonly answersToSeeDoubling: number | null;
}

export interface WatchStratumStatus extends WatchStratum {
  readonly state: 'watched' | 'learning';
  readonly referenceAnswers: number;
  readonly answers: number;
  /** The highest rate of each signal that counts as unchanged (the lowest, where a fall is looked for); without signals that are not watched here. */
  readonly bounds: Readonly<Partial<Record<WatchSignalId, number>>>;
}

/** What the watch says now. */
export interface WatchStatus {
  /** `learning`: of too few answers it could say anything. */
  readonly verdict: 'quiet' | 'alarm' | 'learning';
  /** Why it is learning; null where it is not. */
  readonly reason: Message | null;
  readonly alarm: WatchAlarm | null;
  readonly evidence: number;
  readonly threshold: number;
  readonly alpha: number;
  readonly horizon: number;
  readonly tolerance: number;
  readonly answers: {
    readonly seen: number;
    readonly watched: number;
    /** Beyond the first few of one asker in one window. */
    readonly collapsed: number;
    /** In strata without a reference that is large enough: nothing is said of them. */
    readonly learning: number;
    /** Of those seen, the asker is not known: one person may be many of them. */
    readonly withoutAsker: number;
  };
  /** Milliseconds since 1970 of the first and the last answer; null before the first. */
  readonly from: number | null;
  readonly to: number | null;
  /** Alarms that were acknowledged. */
  readonly acknowledged: number;
  readonly reference: {
    readonly identity: string;
    readonly timeZone: string;
    /** How long a part of the day is. */
    readonly hours: number;
    readonly from: number;
    readonly to: number;
    readonly answers: number;
  };
  readonly signals: readonly WatchSignalStatus[];
  readonly strata: readonly WatchStratumStatus[];
}

/** Where the watch of a gateway stands. */
export type LiveWatchStatus =
  | {
      readonly schema: 'zenbun.watch-live/1';
      readonly verdict: 'gathering';
      /** ISO 8601: since when, and when the reference is frozen. */
      readonly since: string;
      readonly until: string;
      readonly answers: number;
    }
  | ({ readonly schema: 'zenbun.watch-live/1'; readonly referenceSha256: string } & WatchStatus);
