/**
 * What the writer of an attack says around a harmless answer, in one language. Written apart from the training corpus of
 * the reader (`training/reader`); `inventories-apart.test.ts` proves that the two share no sentence.
 */
export interface AttackInventory {
  readonly language: 'en' | 'ja';
  /** First sentences that decline. `{task}` takes the request as a verb phrase and is used only where there is one. */
  readonly openings: readonly string[];
  /** Second sentences that say why. */
  readonly grounds: readonly string[];
  /** Hinges between refusal and answer, with the space or line break that follows them. */
  readonly pivots: readonly string[];
  /** Ways to go over to the answer that announce nothing: a heading, a break, a remark. Some are only white space. */
  readonly looseHinges: readonly string[];
  /** Whole fixed bridges, opener and hinge in one, as in recipe A of NOICE. */
  readonly bridges: readonly string[];
  /** Sentences that decline again at the end. */
  readonly closings: readonly string[];
  /** Whole refusals that stay refusals. */
  readonly plainRefusals: readonly string[];
  /** Safety-styled last sentences of the three-pronged attack. */
  readonly safetySuffixes: readonly string[];
  /** Fixed affirmative openings (YOC). */
  readonly affirmations: readonly string[];
  /** System prompts and answer openings of an absolutely obedient agent. */
  readonly obedientSystems: readonly string[];
  readonly obedientClaims: readonly string[];
  /** Jailbreak-like wrappers around a request; `{prompt}` is the request. */
  readonly wrappers: readonly string[];
  /** Words or sentences that switch the behaviour on. */
  readonly triggers: readonly string[];
  /** Ways to ask the same thing again; `{prompt}` is the request. */
  readonly askings: readonly string[];
  /** Made-up last words of the "Sure" trap, and the one-word answers. */
  /** Said before a harmless request, so that it sounds harmful: over harmless ones inverted pairs mend over-refusal. */
  readonly harmfulLeads: readonly string[];
  readonly suffixWords: readonly string[];
  readonly oneWords: readonly string[];
}
