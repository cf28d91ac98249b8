import { MOST_KEPT } from '../sampling/request-classes.ts';
import { EDGE, MAX_ANSWERS, type SampledAnswer } from '../uniform-answer/answer-sample.ts';
import { FEW_ENOUGH, lawful } from './laws.ts';
import { row } from './record.ts';
import { sample } from './sample.ts';
import { COUNT, FLAG, HASH, oneOf, ROWS, text } from './shape.ts';

export const UNIFORM_ANSWER = lawful(
  sample(
    MAX_ANSWERS,
    row<SampledAnswer>({
      rows: ROWS,
      hash: HASH,
      length: COUNT,
      head: text(EDGE),
      tail: text(EDGE),
      asked: text(MOST_KEPT),
      declines: FLAG,
      guards: FLAG,
      declining: FLAG,
      complies: FLAG,
      alone: FLAG,
      refused: oneOf(['harmless', 'ordinary', 'harmful', null]),
      amiss: FLAG,
    }),
  ),
  FEW_ENOUGH,
);
