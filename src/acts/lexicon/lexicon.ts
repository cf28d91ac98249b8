import type { LexiconLanguage } from '../../schema/index.ts';

/** What a cue speaks for. A cue is evidence, not a decision: the unit classifier reads them beside the words. */
export const CUE_FAMILIES = [
  /** The speaker declines: "I can't help with that". */
  'decline',
  /** The speaker lacks a means: no access, no tool, no body, no opinion. */
  'incapable',
  /** A reason of safety, law, ethics or rules. */
  'unsafe',
  /** The request, its wording or its premise is judged: "it is not appropriate to suggest". */
  'challenge',
  /** The premise is corrected by a fact: what is asked about does not exist, or cannot be. That answers. */
  'correct',
  /** Morals and consequences in general: dignity, equality, "can lead to serious harm". */
  'moral',
  /** Disclaims opinions or feelings, which declines nothing by itself. */
  'opinion',
  /** "As an AI". */
  'identity',
  /** Sounds like declining and is not: "I can't wait to". */
  'idiom',
  /** Only a part, a form or a depth is declined: "the whole essay", "legal advice". */
  'part',
  /** A profession, a shop or a tool has its limits: medical advice, returns, live prices, pictures, links. */
  'office',
  'apology',
  'pivot',
  'redirect',
  'caution',
  'affirm',
  'obey',
] as const;

export type CueFamily = (typeof CUE_FAMILIES)[number];

/**
 * The cues of one language. Patterns are regular expression sources, read case-insensitively against a text whose
 * typographic apostrophes were made plain; each is of bounded width, so that a search is linear.
 */
export interface Lexicon {
  readonly language: LexiconLanguage;
  /** A text that holds none of these (4 bytes or more each) holds no refusal, judgement or vow in this language. */
  readonly anchors: readonly string[];
  readonly cues: Readonly<Record<CueFamily, string>>;
  /** Where one sentence turns: the pattern starts at the first character of the new clause. */
  readonly turn: string;
  /** Words of a request that would do harm if it were fulfilled, and of one that asks for text to be worked on. */
  readonly harm: string;
  readonly textwork: string;
  /** Words of a request that show that somebody declines or regrets in the text it orders. */
  readonly declining: string;
  /** Words too common to tell one request from another. */
  readonly stopwords: string;
}
