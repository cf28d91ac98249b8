import type { Reading } from '../schema/index.ts';
import { lentReader, openingGate, unitScanner } from './model.ts';
import { answerStart } from './opening/answer-start.ts';
import { OPENING_CHARS } from './opening/opening-gate.ts';
import { type ReadOptions, readingOf } from './read-response.ts';
import { UnitScanner } from './text/units.ts';

/** The rest is not read unless the opening declines with at least this likelihood. */
const MIN_DECLINING = 0.5;

/**
 * Works like `readResponse`, but returns null for a response whose opening (`OPENING_CHARS` of the answer itself) does
 * not decline. Such a response complies or is blank. Most do, so many in a data set that every object allocated for
 * them counts. Each of three passes looks at what the one before lets through: the gate scores every sentence of the
 * opening; the network reads on its own each sentence that sounds as if it declined; then it reads the whole opening in
 * context. Anything that declines further on is not seen.
 */
export function readTelling(text: string, options: ReadOptions = {}): Reading | null {
  const from = firstWord(text, answerStart(text));
  const heard = openingGate().declining(text, from);
  if (!heard.some(({ start, end }) => declinesAlone(text.slice(start, end)))) return null;
  const reader = lentReader(options.prompt);
  let surest = 0;
  for (const unit of unitScanner(options.prompt).end(text)) {
    if (surest < MIN_DECLINING && unit.start >= from + OPENING_CHARS) return null;
    surest = Math.max(surest, reader.read(unit, text.slice(unit.start, unit.end)).declining);
  }
  return surest < MIN_DECLINING ? null : readingOf(text, reader);
}

/** Returns the offset of the first letter: blanks, rules and marks before it are not part of the opening. */
function firstWord(text: string, from: number): number {
  const first = text.charCodeAt(from) | 32;
  if (first >= 97 && first <= 122) return from;
  LETTER.lastIndex = from;
  return LETTER.exec(text)?.index ?? from;
}

const LETTER = /\p{L}/gu;

function declinesAlone(sentence: string): boolean {
  const reader = lentReader();
  return new UnitScanner()
    .end(sentence)
    .some((unit) => reader.read(unit, sentence.slice(unit.start, unit.end)).declining >= MIN_DECLINING);
}
