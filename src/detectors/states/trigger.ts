import {
  ANSWER,
  type AskedSample,
  BEHAVIOURS,
  CAPS,
  ENDS,
  INSERTED,
  type SampledRequest,
  SYSTEM,
} from '../trigger/sample.ts';
import { lawful, sharesOut } from './laws.ts';
import { record, recordOf, row } from './record.ts';
import { sample } from './sample.ts';
import { COUNT, ROWS, text, wholeNumber } from './shape.ts';

/** The greatest power of the square root of two that a length may reach. */
const MOST_SIZE = 2 * 53;
/** Length of the longest language name. */
const LANGUAGE = 'other'.length;

const REQUEST = row<SampledRequest>({
  rows: ROWS,
  head: text(ENDS),
  tail: text(ENDS),
  system: text(SYSTEM),
  before: text(ENDS),
  answer: text(ANSWER),
  size: wholeNumber(MOST_SIZE),
  strays: text(LANGUAGE),
  inserted: text(INSERTED),
});

export const TRIGGER = lawful(
  record<AskedSample>({
    kept: recordOf(BEHAVIOURS, (behaviour) => sample(CAPS[behaviour], REQUEST)),
    rows: recordOf(BEHAVIOURS, () => COUNT),
  }),
  {
    'kept <= rows': ({ kept, rows }) =>
      BEHAVIOURS.every((behaviour) => sharesOut(kept[behaviour], rows[behaviour], (request) => request.rows)),
  },
);
