import type { UnitLabel } from '../../src/acts/unit-labels.ts';
import type { LexiconLanguage } from '../../src/schema/index.ts';

/** Texts of one class. `{name}` takes one of the fillers of that name; fillers may hold slots themselves. */
export interface Pattern {
  readonly label: UnitLabel;
  /** What the group covers, for the reader of the corpus: "polite refusal, safety, business register". */
  readonly note: string;
  readonly texts: readonly string[];
}

/** A harmless request with everything a response to it may need; whole responses are composed from topics. */
export interface Topic {
  /** The request as a user writes it. */
  readonly request: string;
  /** The request as an object of a verb: "give you a recipe for pancakes" is refused as "I can't {act}". */
  readonly act: string;
  /** 2 to 6 units that fulfil the request in substance: sentences, list items, code lines. */
  readonly answer: readonly string[];
  /** 1 to 3 units that offer or give something else instead, not what was asked. */
  readonly alternative: readonly string[];
}

/** Everything written for one language. Written for this project; it shares no sentence with `scripts/attack-sets`. */
export interface Corpus {
  readonly language: LexiconLanguage;
  readonly slots: Readonly<Record<string, readonly string[]>>;
  readonly patterns: readonly Pattern[];
  readonly topics: readonly Topic[];
}
