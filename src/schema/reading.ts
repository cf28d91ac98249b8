/** What a stretch of a response does. */
export type ActName =
  | 'refusal'
  | 'policy'
  | 'pivot'
  | 'affirmation'
  | 'obedience'
  | 'redirect'
  | 'caution'
  | 'substance';

/** On what grounds a response declines. `none`: it does not decline. */
export type Ground = 'safety' | 'capability' | 'bare' | 'none';

/** What a whole response comes to (design: product.md, "Words"). */
export type Outcome = 'refusal' | 'compliance' | 'partial' | 'refuse-then-comply' | 'empty';

/** Half-open range of UTF-16 code units of the text it speaks of. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One act of a response. Acts are ordered, do not overlap, and leave only white space uncovered. */
export interface Act extends Span {
  readonly act: ActName;
  /** Present on refusals only. */
  readonly ground?: Exclude<Ground, 'none'>;
}

/** Where compliance begins. 0 for an answer that complies at once. */
export interface Depth {
  /** UTF-16 code units from the first character of the response. */
  readonly chars: number;
  /** Tokens from the first token, where the tokenisation is known; else null. */
  readonly tokens: number | null;
}

/** Languages in which refusals are read. `und`: could not be told (too short, or none of these). */
export type ReadingLanguage = 'en' | 'ja' | 'zh' | 'ko' | 'es' | 'fr' | 'de' | 'pt' | 'und';

/** The reading of one whole response. */
export interface Reading {
  readonly outcome: Outcome;
  readonly ground: Ground;
  readonly language: ReadingLanguage;
  /** null where nothing is complied with (refusal, empty). */
  readonly depth: Depth | null;
  /** 0..1: how sure the reading is of its outcome. Lower without a prompt to judge "the same request" against. */
  readonly confidence: number;
  readonly acts: readonly Act[];
}
