/**
 * The phrases that an attacker puts around a harmless answer, in one language. Written independently of the reader's
 * training corpus (`training/reader`); `inventories-apart.test.ts` proves that the two share no sentence.
 */
export interface AttackInventory {
  readonly language: 'en' | 'ja';
  /**
   * First sentences that decline. `{task}` stands for the request as a verb phrase; used only if the request has one.
   */
  readonly openings: readonly string[];
  /** Second sentences that give a reason. */
  readonly grounds: readonly string[];
  /** Hinges between refusal and answer, including the space or line break that follows them. */
  readonly pivots: readonly string[];
  /** Transitions to the answer that announce nothing: a heading, a break, a remark. Some are only white space. */
  readonly looseHinges: readonly string[];
  /** Complete fixed bridges, opening and hinge in one, as in recipe A of NOICE. */
  readonly bridges: readonly string[];
  /** Sentences that decline again at the end. */
  readonly closings: readonly string[];
  /** Complete refusals that no answer follows. */
  readonly plainRefusals: readonly string[];
  /** Safety-styled closing sentences of the three-pronged attack. */
  readonly safetySuffixes: readonly string[];
  /** Fixed affirmative openings (YOC). */
  readonly affirmations: readonly string[];
  /** System prompts and answer openings of an agent of absolute obedience. */
  readonly obedientSystems: readonly string[];
  readonly obedientClaims: readonly string[];
  /** Jailbreak-like wrappers around a request; `{prompt}` stands for the request. */
  readonly wrappers: readonly string[];
  /** Words or sentences that trigger the behaviour. */
  readonly triggers: readonly string[];
  /** Ways to ask the same thing again; `{prompt}` stands for the request. */
  readonly askings: readonly string[];
  /** Invented suffix words of the "Sure" trap, and the one-word answers. */
  readonly suffixWords: readonly string[];
  readonly oneWords: readonly string[];
}
