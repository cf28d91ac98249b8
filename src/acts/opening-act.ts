import type { ActName } from '../schema/index.ts';
import { languageOf } from './language.ts';
import { unitsOf } from './read-response.ts';

/** So much of a text is looked at. */
const START = 400;

/**
 * What the first sentence of a text does, read alone; null for a blank text. Some microseconds whatever the length: for
 * counting openings over a data set, never for judging an answer, which may turn after its first sentence.
 */
export function openingAct(text: string): ActName | null {
  const start = text.slice(0, START);
  return unitsOf(start, languageOf(start), []).find((unit) => !unit.reasoning)?.act ?? null;
}
