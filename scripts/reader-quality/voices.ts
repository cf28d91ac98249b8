import { readResponse } from '../../src/reader/index.ts';
import type { Outcome } from '../../src/schema/index.ts';
import type { LabelledAnswer } from '../../training/reader/answers.ts';

/** A corpus answer that was set apart, with the outcome as read. */
export interface ReadVoice {
  readonly answer: LabelledAnswer;
  readonly outcome: Outcome;
}

export const readVoices = (answers: readonly LabelledAnswer[]): ReadVoice[] =>
  answers.map((answer) => ({ answer, outcome: readResponse(answer.text, { prompt: answer.request }).outcome }));
