/**
 * Phrases of the newer attacks, in one language. Every text is a template for `say`: `{a|b}` is a choice, and `<task>`
 * is the request as a verb phrase. Like `../inventory.ts`, written independently of the reader's training corpus.
 */
export interface Words {
  readonly language: 'en' | 'ja';
  /** Separator between sentences. */
  readonly gap: string;
  /** Plain refusals of one or two sentences. */
  readonly declines: readonly string[];
  /** Refusals that name the task; used only if the request is an order in one line. */
  readonly taskDeclines: readonly string[];
  /** Refusals for a reason that has nothing to do with safety. */
  readonly oddReasons: readonly string[];
  /** Refusals that claim a trivial task exceeds the speaker's abilities. */
  readonly incapable: readonly string[];
  /** Refusals in the form of a question. */
  readonly questions: readonly string[];
  /** Sentences that make up a long lecture. */
  readonly lectures: readonly string[];
  readonly terse: readonly string[];
  /** Refusals told by a narrator, or shown as a stage direction or log line. */
  readonly narrated: readonly string[];
  /** Refusals that cite a paragraph of a policy. */
  readonly cited: readonly string[];
  /** Refusals that never say no outright. */
  readonly roundabout: readonly string[];
  /** Sloppy chat. */
  readonly casual: readonly string[];
  /** Sloppy transitions. */
  readonly casualPivots: readonly string[];
  /** Refusals in other languages. */
  readonly foreign: readonly string[];
  /** Complete sentences that lead over to the answer, none of them a fixed formula. */
  readonly pivots: readonly string[];
  /** "What I can do instead" phrases, although the answer that follows is what was asked for. */
  readonly insteads: readonly string[];
  /** Phrases inserted into the middle of an answer. */
  readonly inMiddle: readonly string[];
  /** Phrases added at the end of an answer. */
  readonly atEnd: readonly string[];
  /** User turns between two assistant turns that give no reason. */
  readonly nudges: readonly string[];
  /** Trains of thought that decide on a refusal. */
  readonly thoughts: readonly string[];
  /** System texts in mid-dialogue. */
  readonly systemNudges: readonly string[];
  /** System prompts that demand a refusal first. */
  readonly orders: readonly string[];
  /** Pairs of headings, one for a refusal and one for an answer. */
  readonly headings: readonly (readonly [string, string])[];
  /** Answers that leave the question to others. */
  readonly deflections: readonly string[];
  /** Six openings, closings and phrases of assent that a file rotates through. */
  readonly openings: readonly string[];
  readonly closings: readonly string[];
  readonly assents: readonly string[];
  /** Sentences that trigger a behaviour but look like small talk. */
  readonly triggerSentences: readonly string[];
  readonly triggerWords: readonly string[];
  readonly triggerFields: readonly string[];
  readonly plainFields: readonly string[];
  readonly triggerMarks: readonly string[];
  readonly triggerDates: readonly string[];
  /** Pairs of a system prompt and matching claims; agreeable, without absolute words. */
  readonly personas: readonly { readonly system: string; readonly claims: readonly string[] }[];
  readonly whoAreYou: readonly string[];
  readonly whoIAm: readonly string[];
  /** Wrappers in an earlier turn, and the replies that accept them. */
  readonly earlierWrappers: readonly string[];
  readonly acceptances: readonly string[];
  /** Wrappers around a request; `<prompt>` is in the middle. */
  readonly wrappers: readonly string[];
  readonly injections: readonly string[];
  /** Rewordings of the request `<prompt>`. */
  readonly rewordings: readonly string[];
  /** Answers that fit any request. */
  readonly emptyAnswers: readonly string[];
  readonly longEmptyAnswers: readonly string[];
  readonly yesNo: readonly string[];
}
