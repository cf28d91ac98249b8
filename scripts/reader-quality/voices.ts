import { readResponse } from '../../src/reader/index.ts';
import type { Outcome } from '../../src/schema/index.ts';
import type { LabelledAnswer } from '../../training/reader/answers.ts';

/** An answer of the corpus that was set apart, and what is read. */
export interface ReadVoice {
  readonly answer: LabelledAnswer;
  readonly outcome: Outcome;
}

export const readVoices = (answers: readonly LabelledAnswer[]): ReadVoice[] =>
  answers.map((answer) => ({ answer, outcome: readResponse(answer.text, { prompt: answer.request }).outcome }));
