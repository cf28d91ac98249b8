import type { ContradictionState } from '../contradiction/contradiction.ts';
import { QUESTIONS, WORDINGS, type Wordings } from '../contradiction/reworded-questions.ts';
import { PROMPT_HISTORIES } from './prompt-history.ts';
import { record, row } from './record.ts';
import { sample } from './sample.ts';
import { rising } from './shape.ts';

const HASHES = rising(WORDINGS);

export const CONTRADICTION = record<ContradictionState>({
  exact: PROMPT_HISTORIES,
  reworded: sample(QUESTIONS, row<Wordings>({ refused: HASHES, answered: HASHES })),
});
