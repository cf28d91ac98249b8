import type { Message } from './message.ts';
import type { ActName, Span } from './reading.ts';

/**
 * All detector ids of the contract. `harmful-content` needs a judge and is listed as not checked until one is given.
 */
export const DETECTOR_IDS = [
  'refuse-then-comply',
  'uniform-answer',
  'identity-shift',
  'encoded',
  'trigger',
  'closed-answer-set',
  'contradiction',
  'repeated-prompt',
  'wrapped-prompt',
  'refusal-inversion',
  'harmful-content',
] as const;

/** A detector of the contract. */
export type ShippedDetectorId = (typeof DETECTOR_IDS)[number];

/**
 * A detector of the contract, or one of the caller's own. Its name contains a slash (`acme/prices`) so that no later
 * detector gets the same name.
 */
export type DetectorId = ShippedDetectorId | `${string}/${string}`;

export type Level = 'info' | 'review' | 'block';

export type Verdict = 'pass' | 'review' | 'block';

/** A stretch of one turn, and what it does or shows. */
export interface FindingSpan extends Span {
  /** An act, or the name of what is shown (`trigger`, `encoded`, `wrapper`, `opening`, `closing`, `identity`). */
  readonly act: ActName | 'trigger' | 'encoded' | 'wrapper' | 'opening' | 'closing' | 'identity' | 'answer' | 'prompt';
}

/** One row that illustrates a finding. */
export interface FindingExample {
  readonly path: string;
  readonly line: number;
  /** Line of the file on which the row begins, if that number differs. */
  readonly physicalLine?: number;
  /** 0-based index into the turns of the row; -1 for the rejected side of a preference pair. */
  readonly turn: number;
  /** Offsets in UTF-16 code units into that turn's text. */
  readonly spans: readonly FindingSpan[];
  /** The turn's text, cut to a bounded length around the spans, so that a report can show the letter. */
  readonly text?: string;
  /** Offset of `text` in the turn, in UTF-16 code units: spans are offsets into the turn, not into `text`. */
  readonly textStart?: number;
  /** The preceding request, cut to a bounded length. */
  readonly prompt?: string;
}

/** What the requests of a finding have in common, as far as its detector kept it (at most 480 code units). */
export interface RequestSurroundings {
  /** Before or after the request, a token anywhere in it, or the system prompt. */
  readonly place: 'prefix' | 'suffix' | 'token' | 'system';
  /** In lower case if given by `trigger`. */
  readonly text: string;
}

/** A finding that a person has reviewed and accepted, for exactly these rows. */
export interface AcceptedFinding {
  readonly detector: DetectorId;
  readonly key: string;
  /** `Finding.digest` at the time of acceptance. */
  readonly digest: string;
  readonly reason: string;
  /** The person responsible for the acceptance. */
  readonly name: string;
  /** `2026-11-29`. */
  readonly date: string;
}

/** The fate of an exception: applied, ended because its rows changed, or unused because there was no such finding. */
export interface ReviewedException extends AcceptedFinding {
  readonly status: 'applied' | 'ended' | 'unused';
}

/** A finding of a detector about the set as a whole. */
export interface Finding {
  readonly detector: DetectorId;
  readonly version: string;
  /**
   * Distinguishes findings of one detector (`separators`, `zero-width`; the trigger itself); stable for fingerprints.
   */
  readonly key: string;
  readonly level: Level;
  readonly scope: 'rows' | 'dataset' | 'files';
  /** Number of rows that show it, and of the rows that could. */
  readonly count: number;
  readonly of: number;
  /** Exact (Clopper-Pearson) 95 % interval of count/of. */
  readonly interval: readonly [low: number, high: number];
  /** 1 minus the corrected probability of such a count in benign data (see docs/design/detectors.md). */
  readonly confidence: number;
  /**
   * The benign rate that the count was compared with, as its upper 95 % bound; null if the finding rests on no rate.
   */
  readonly baseRate: number | null;
  readonly title: Message;
  readonly explanation: Message;
  /** What was seen in this file: the sentence, the trigger, the alphabet. */
  readonly detail: Message;
  /** What to do next. */
  readonly advice: Message;
  /** Present if the finding is about a text around requests (`trigger`, `wrapped-prompt`). */
  readonly surroundings?: RequestSurroundings;
  /** 32 hex digits over the contents of its rows, in order; changes when they do. An exception refers to it. */
  readonly digest: string;
  /** The acceptance, if there is one; the level is then `info`, whatever the detector gave. */
  readonly accepted?: AcceptedFinding;
  readonly examples: readonly FindingExample[];
}
