import type { ContradictionState } from '../contradiction/contradiction.ts';
import { ANSWERED, KEPT, type NearDuplicatesSample, REFUSED } from '../contradiction/near-duplicates.ts';
import { QUESTIONS, WORDINGS, type Wordings } from '../contradiction/reworded-questions.ts';
import { PROMPT_HISTORIES } from './prompt-history.ts';
import { record, row } from './record.ts';
import { sample } from './sample.ts';
import { rising, text } from './shape.ts';

const HASHES = rising(WORDINGS);

export const CONTRADICTION = record<ContradictionState>({
  exact: PROMPT_HISTORIES,
  reworded: sample(QUESTIONS, row<Wordings>({ refused: HASHES, answered: HASHES })),
  similar: record<NearDuplicatesSample>({
    refused: sample(REFUSED, text(KEPT)),
    answered: sample(ANSWERED, text(KEPT)),
  }),
});
