import type { LabelledAnswer } from '../../training/reader/answers.ts';

/** A trained way of reading. */
export interface Candidate {
  /** Probabilities in OUTCOME_ORDER. */
  read(answer: LabelledAnswer): readonly number[];
  /** How many numbers it is made of. */
  readonly numbers: number;
}
