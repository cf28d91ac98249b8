import { type InversionState, WORDINGS } from '../refusal-inversion.ts';
import { lawful, sharesOut } from './laws.ts';
import { record } from './record.ts';
import { sample } from './sample.ts';
import { COUNT, ROWS } from './shape.ts';

export const REFUSAL_INVERSION = lawful(
  record<InversionState>({
    preferences: COUNT,
    inverted: COUNT,
    flat: COUNT,
    rows: COUNT,
    anyFlat: COUNT,
    harmful: COUNT,
    declined: COUNT,
    anyDeclined: COUNT,
    upright: COUNT,
    guarded: COUNT,
    wordings: sample(WORDINGS, ROWS),
  }),
  {
    'preferences <= rows': ({ preferences, rows }) => preferences <= rows,
    'inverted + upright <= preferences': ({ inverted, upright, preferences }) => inverted + upright <= preferences,
    'guarded <= upright': ({ guarded, upright }) => guarded <= upright,
    'flat <= inverted': ({ flat, inverted }) => flat <= inverted,
    'harmful <= inverted': ({ harmful, inverted }) => harmful <= inverted,
    'declined <= harmful': ({ declined, harmful }) => declined <= harmful,
    // A row can count both for its answer and for its rejected side.
    'anyFlat <= 2 * rows': ({ anyFlat, rows }) => anyFlat <= 2 * rows,
    'anyDeclined <= 2 * rows': ({ anyDeclined, rows }) => anyDeclined <= 2 * rows,
    'wordings <= inverted': ({ wordings, inverted }) => sharesOut(wordings, inverted, (rows) => rows),
  },
);
