/** Acts that a stretch of a response can perform. */
export type ActName =
  | 'refusal'
  | 'policy'
  | 'pivot'
  | 'affirmation'
  | 'obedience'
  | 'redirect'
  | 'caution'
  | 'rebuttal'
  | 'admonition'
  | 'substance';

/**
 * The ground on which a response declines. `premise`: it rejects what a loaded request takes for granted. `none`: it
 * does not decline.
 */
export type Ground = 'safety' | 'premise' | 'capability' | 'bare' | 'none';

/**
 * The outcome of a whole response. `unread`: it is in a language that is not read; it counts neither as compliance nor
 * as refusal.
 */
export type Outcome = 'refusal' | 'compliance' | 'partial' | 'refuse-then-comply' | 'empty' | 'unread';

/** Half-open range of UTF-16 code units in the text it refers to. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One act of a response. Acts are ordered, do not overlap, and leave only white space uncovered. */
export interface Act extends Span {
  readonly act: ActName;
  /** Present on refusals only. */
  readonly ground?: Exclude<Ground, 'none'>;
  /** Present on refusals, rebuttals and admonitions: how likely the stretch declines, 0..1. */
  readonly confidence?: number;
}

/** Where compliance begins; 0 for an answer that complies at once. */
export interface Depth {
  /** UTF-16 code units from the first character of the response. */
  readonly chars: number;
  /** Tokens from the first token, if the tokenisation is known; otherwise null. */
  readonly tokens: number | null;
}

/**
 * Languages in which answers are read; for those in the second line, plain refusals. `und`: too little text to tell.
 * `other`: not read.
 */
export type ReadingLanguage =
  | ('en' | 'ja' | 'zh' | 'ko' | 'es' | 'fr' | 'de' | 'pt')
  | ('it' | 'nl' | 'pl' | 'ru' | 'tr' | 'ar' | 'hi' | 'id' | 'vi' | 'th')
  | ('und' | 'other');

/** The reading of one whole response. */
export interface Reading {
  readonly outcome: Outcome;
  readonly ground: Ground;
  readonly language: ReadingLanguage;
  /** null if nothing is complied with (refusal, empty), or if this is unknown (unread). */
  readonly depth: Depth | null;
  /** How likely the outcome is right, 0..1: a calibrated probability. */
  readonly confidence: number;
  readonly acts: readonly Act[];
}
