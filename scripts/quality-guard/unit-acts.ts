import { actsOf } from '../../src/reader/outcome/answer-reader.ts';
import { readUnits } from '../../src/reader/read-response.ts';
import type { Act } from '../../src/schema/index.ts';
import type { GuardCase } from './guard-case.ts';

/** What each unit of an answer does, one act a unit, as a reader of a stream tells them. */
export const unitActs = ({ text, prompt }: GuardCase): Act[] =>
  readUnits(text, { prompt }).units.flatMap((unit) => actsOf([unit]));
