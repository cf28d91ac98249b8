import { type Claims, MAX_ROWS } from '../identity-shift/identity-shift.ts';
import { FEW_ENOUGH, lawful } from './laws.ts';
import { row } from './record.ts';
import { sample } from './sample.ts';
import { FLAG, HASH, ROWS } from './shape.ts';

export const IDENTITY_SHIFT = lawful(
  sample(
    MAX_ROWS,
    row<Claims>({
      rows: ROWS,
      system: FLAG,
      answer: FLAG,
      systemPhrase: HASH,
      openingPhrase: HASH,
      promise: FLAG,
      vow: HASH,
      possibleVow: HASH,
    }),
  ),
  FEW_ENOUGH,
);
