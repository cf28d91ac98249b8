import { type EncodedState, type EncodingTally, MOST_SHOWN } from '../encoded/encoded.ts';
import { ENCODINGS } from '../encoded/encodings.ts';
import { lawful } from './laws.ts';
import { record, recordOf } from './record.ts';
import { COUNT, text } from './shape.ts';

const TALLY = lawful(
  record<EncodingTally>({ any: COUNT, mostly: COUNT, asked: COUNT, answered: COUNT, sample: text(MOST_SHOWN) }),
  {
    'mostly <= any': ({ mostly, any }) => mostly <= any,
    'asked <= any': ({ asked, any }) => asked <= any,
    'answered <= any': ({ answered, any }) => answered <= any,
    'any <= asked + answered': ({ any, asked, answered }) => any <= asked + answered,
  },
);

export const ENCODED = lawful(record<EncodedState>({ rows: COUNT, tallies: recordOf(ENCODINGS, () => TALLY) }), {
  'any <= rows': ({ rows, tallies }) => ENCODINGS.every((encoding) => tallies[encoding].any <= rows),
});
