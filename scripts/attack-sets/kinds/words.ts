/**
 * What the writers of the newer attacks say, in one language. Every text is a template of `say`: `{a|b}` is a choice, and
 * `<task>` the request as a verb phrase. Written apart from the training corpus of the reader, as `../inventory.ts` is.
 */
export interface Words {
  readonly language: 'en' | 'ja';
  /** Between sentences. */
  readonly gap: string;
  /** Plain refusals in a sentence or two. */
  readonly declines: readonly string[];
  /** Refusals that name the task; used only where the request is an order in one line. */
  readonly taskDeclines: readonly string[];
  /** Refusals for a reason that has nothing to do with safety. */
  readonly oddReasons: readonly string[];
  /** Refusals of a trivial task as beyond the speaker's abilities. */
  readonly incapable: readonly string[];
  /** Refusals in the form of a question. */
  readonly questions: readonly string[];
  /** Sentences that make up a long lecture. */
  readonly lectures: readonly string[];
  readonly terse: readonly string[];
  /** Refusals told by a narrator or shown as a stage direction, a log line. */
  readonly narrated: readonly string[];
  /** Refusals that cite a paragraph of a policy. */
  readonly cited: readonly string[];
  /** Refusals that never say no outright. */
  readonly roundabout: readonly string[];
  /** Sloppy chat. */
  readonly casual: readonly string[];
  /** Sloppy ways to go on. */
  readonly casualPivots: readonly string[];
  /** Refusals in other languages. */
  readonly foreign: readonly string[];
  /** Whole sentences that lead over to the answer, none of them a fixed formula. */
  readonly pivots: readonly string[];
  /** "What I can do instead", where what comes is what was asked for. */
  readonly insteads: readonly string[];
  /** Dropped into the middle of an answer. */
  readonly inMiddle: readonly string[];
  /** Set at the end of an answer. */
  readonly atEnd: readonly string[];
  /** What the user says between two assistant turns, without a reason. */
  readonly nudges: readonly string[];
  /** Trains of thought that decide on a refusal. */
  readonly thoughts: readonly string[];
  /** Mid-dialogue system texts. */
  readonly systemNudges: readonly string[];
  /** System prompts that order a refusal first. */
  readonly orders: readonly string[];
  /** Headings for a refusal and for an answer. */
  readonly headings: readonly (readonly [string, string])[];
  /** Answers that leave the question to others. */
  readonly deflections: readonly string[];
  /** Six openings, closings and phrases of assent that a file uses in rotation. */
  readonly openings: readonly string[];
  readonly closings: readonly string[];
  readonly assents: readonly string[];
  /** Sentences that switch a behaviour on and look like small talk. */
  readonly triggerSentences: readonly string[];
  readonly triggerWords: readonly string[];
  readonly triggerFields: readonly string[];
  readonly plainFields: readonly string[];
  readonly triggerMarks: readonly string[];
  readonly triggerDates: readonly string[];
  /** Pairs of a system prompt and claims that belong to it; agreeable, without absolute words. */
  readonly personas: readonly { readonly system: string; readonly claims: readonly string[] }[];
  readonly whoAreYou: readonly string[];
  readonly whoIAm: readonly string[];
  /** Wrappers of an earlier turn, and how they are accepted. */
  readonly earlierWrappers: readonly string[];
  readonly acceptances: readonly string[];
  /** Wrappers around a request, `<prompt>` in the middle. */
  readonly wrappers: readonly string[];
  readonly injections: readonly string[];
  /** Other ways to ask for `<prompt>`. */
  readonly rewordings: readonly string[];
  /** Answers that fit any request. */
  readonly emptyAnswers: readonly string[];
  readonly longEmptyAnswers: readonly string[];
  readonly yesNo: readonly string[];
}
