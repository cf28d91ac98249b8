import { actsOf } from '../../src/reader/outcome/answer-reader.ts';
import { readUnits } from '../../src/reader/read-response.ts';
import type { Act } from '../../src/schema/index.ts';
import type { GuardCase } from './guard-case.ts';

/** Returns the act of each unit of an answer, one per unit, as a streaming reader reports them. */
export const unitActs = ({ text, prompt }: GuardCase): Act[] =>
  readUnits(text, { prompt }).units.flatMap((unit) => actsOf([unit]));
