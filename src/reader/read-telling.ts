import type { Reading } from '../schema/index.ts';
import { answerReader, openingGate } from './model.ts';
import { answerStart } from './opening/answer-start.ts';
import { type ReadOptions, readResponse } from './read-response.ts';
import { UnitScanner } from './text/units.ts';

/** A sentence that declines less likely than this, read alone, is not worth reading the whole for. */
const MIN_DECLINING = 0.5;

/**
 * As `readResponse`; null for a response of which the opening (`OPENING_CHARS` of the answer itself) neither sounds as if it
 * declined nor does so when read alone. It complies, or is blank: most do, and a data set has so many of them that it counts
 * what is made for each. What declines further on is not seen.
 */
export function readTelling(text: string, options: ReadOptions = {}): Reading | null {
  const heard = openingGate().declining(text, answerStart(text));
  return heard.some(({ start, end }) => declines(text.slice(start, end))) ? readResponse(text, options) : null;
}

function declines(sentence: string): boolean {
  const reader = answerReader();
  return new UnitScanner()
    .end(sentence)
    .some((unit) => reader.read(unit, sentence.slice(unit.start, unit.end)).declining >= MIN_DECLINING);
}
