import type { Message } from '../message.ts';
import type { ReadingLanguage } from '../reading.ts';

/** Signals that the watch looks for in an answer; one small file each in `src/watch/signals`. */
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

/** Number of hits, and of answers for which it is known whether they are one. */
export interface HitCount {
  readonly hits: number;
  readonly of: number;
}

/**
 * What answers must have in common for their rates to be compared: the time, the model and the language of the request.
 */
export interface WatchStratum {
  /** Hour at which the part of the day begins, 0..23, in the time zone of the reference. */
  readonly hour: number;
  readonly isWeekend: boolean;
  readonly model: string;
  /** null if unknown. */
  readonly language: ReadingLanguage | null;
}

/**
 * Raised when the evidence reached the threshold. Stays until somebody acknowledges it, or until another reference
 * takes over.
 */
export interface WatchAlarm {
  /** Time of the answer that raised it, in milliseconds since 1970. */
  readonly at: number;
  /** Number of answers seen until then. */
  readonly answers: number;
  readonly evidence: number;
  readonly threshold: number;
  /** Number of answers within which the chance of a false alarm is at most `alpha`. */
  readonly horizon: number;
  readonly alpha: number;
  /**
   * The signals with the most evidence, strongest first. `named`: of all signals marked this way, an expected share of
   * at most `alpha` is innocent (e-BH).
   */
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
  /** Where most of its evidence comes from; null if it comes from all models and languages together. */
  readonly part: { readonly model: string; readonly language: ReadingLanguage | null } | null;
}

/** The state of one signal. */
export interface WatchSignalStatus {
  readonly id: WatchSignalId;
  readonly title: Message;
  /** `learning`: no stratum has a large enough reference for it. */
  readonly state: 'watched' | 'learning';
  /** Its contribution to the evidence; an alarm is raised when the sum reaches the threshold. */
  readonly evidence: number;
  /** Over the strata in which it is watched. */
  readonly reference: HitCount;
  readonly observed: HitCount;
  /** Answers for which the signal was unknown, or whose stratum has no reference for it. */
  readonly unknown: number;
  /**
   * Approximate number of further answers until a doubling of its odds raises an alarm (a halving, if it watches for a
   * fall); null if no alarm would be raised with this reference.
   */
  readonly answersToSeeDoubling: number | null;
}

export interface WatchStratumStatus extends WatchStratum {
  readonly state: 'watched' | 'learning';
  readonly referenceAnswers: number;
  readonly answers: number;
  /**
   * The highest rate of each signal that counts as unchanged (the lowest, if it watches for a fall). Signals not
   * watched here are left out.
   */
  readonly bounds: Readonly<Partial<Record<WatchSignalId, number>>>;
}

/** The current state of the watch. */
export interface WatchStatus {
  /** `learning`: too few answers could be watched for it to say anything. */
  readonly verdict: 'quiet' | 'alarm' | 'learning';
  /** Why it is learning; null if it is not. */
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
    /** Answers beyond the first few of one asker in one window. */
    readonly collapsed: number;
    /** Answers in strata without a large enough reference; nothing is said about them. */
    readonly learning: number;
    /** Answers seen whose asker is unknown; many of them may come from one person. */
    readonly withoutAsker: number;
  };
  /** Times of the first and the last answer, in milliseconds since 1970; null before the first. */
  readonly from: number | null;
  readonly to: number | null;
  /** Number of alarms that were acknowledged. */
  readonly acknowledged: number;
  readonly reference: {
    readonly identity: string;
    readonly timeZone: string;
    /** Length of a part of the day, in hours. */
    readonly hours: number;
    readonly from: number;
    readonly to: number;
    readonly answers: number;
  };
  readonly signals: readonly WatchSignalStatus[];
  readonly strata: readonly WatchStratumStatus[];
}

/** The state of a gateway's watch. */
export type LiveWatchStatus =
  | {
      readonly schema: 'zenbun.watch-live/1';
      readonly verdict: 'gathering';
      /** ISO 8601: since when answers are gathered, and when the reference is frozen. */
      readonly since: string;
      readonly until: string;
      readonly answers: number;
    }
  | ({ readonly schema: 'zenbun.watch-live/1'; readonly referenceSha256: string } & WatchStatus);
