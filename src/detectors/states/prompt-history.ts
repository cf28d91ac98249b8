import {
  MAX_ANSWERS,
  MAX_FILES,
  MAX_PROMPTS,
  type PromptHistory,
  type PromptSample,
} from '../sampling/prompt-history.ts';
import { FEW_ENOUGH, lawful } from './laws.ts';
import { row } from './record.ts';
import { sample } from './sample.ts';
import { COUNT, ROWS, rising, type StateShape } from './shape.ts';

const ANSWERS = rising(MAX_ANSWERS);
/** Files by their positions in the list of inputs. */
const FILES = rising(MAX_FILES, 2 ** 32);

const HISTORY = lawful(
  row<PromptHistory>({
    rows: ROWS,
    refused: COUNT,
    answered: COUNT,
    refusedThenAnswered: COUNT,
    answers: ANSWERS,
    sayings: ANSWERS,
    refusedIn: FILES,
    answeredIn: FILES,
  }),
  {
    'refused + answered + refusedThenAnswered <= rows': (history) =>
      history.refused + history.answered + history.refusedThenAnswered <= history.rows,
    '1 <= answers <= rows': ({ answers, rows }) => answers.length >= 1 && answers.length <= rows,
    'sayings <= rows': ({ sayings, rows }) => sayings.length <= rows,
    'refusedIn <= refused': ({ refusedIn, refused }) => isListed(refusedIn, refused),
    'answeredIn <= answered': ({ answeredIn, answered }) => isListed(answeredIn, answered),
  },
);

function isListed(files: readonly number[], rows: number): boolean {
  return files.length <= rows && (rows === 0 || files.length > 0);
}

/** The sample of prompt histories that several detectors keep. */
export const PROMPT_HISTORIES: StateShape<PromptSample> = lawful(sample(MAX_PROMPTS, HISTORY), FEW_ENOUGH);
