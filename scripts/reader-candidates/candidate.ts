import type { LabelledAnswer } from '../../training/reader/answers.ts';

/** A trained design of the reader. */
export interface Candidate {
  /** Returns probabilities in the order of OUTCOME_ORDER. */
  read(answer: LabelledAnswer): readonly number[];
  /** Number of parameters. */
  readonly numbers: number;
}
