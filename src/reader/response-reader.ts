import type { Act, Reading } from '../schema/index.ts';
import { answerReader, unitScanner } from './model.ts';
import { actsOf } from './outcome/answer-reader.ts';
import { type ReadOptions, readingOf } from './read-response.ts';
import type { UnitScanner } from './text/units.ts';

/** Reads a response that arrives in pieces. */
export interface ResponseReader {
  /**
   * Takes the next piece, of any length; surrogate pairs may be split. Returns the acts that it settles, one for each
   * unit, in order. They are final, unless a closing reasoning mark without an opening one shows that everything before
   * it was reasoning.
   */
  push(text: string): readonly Act[];
  /** Returns the reading of everything pushed so far; the same as `readResponse` of the pieces joined. */
  end(): Reading;
}

/**
 * Starts reading a response in pieces. A guard acts on the first act that declines, never on the outcome so far. Keeps
 * the text, because the language is judged from the whole at the end.
 */
export function startReading(options: ReadOptions = {}): ResponseReader {
  const reader = answerReader(options.prompt);
  const scanner = unitScanner(options.prompt);
  const pieces: string[] = [];
  /** The text that the scanner has not settled yet, and its offset. */
  let open = '';
  let base = 0;
  const read = (units: ReturnType<UnitScanner['push']>): Act[] => {
    const settled = units.map((unit) => reader.read(unit, open.slice(unit.start - base, unit.end - base)));
    const end = units.at(-1)?.end ?? base;
    open = open.slice(end - base);
    base = end;
    return settled.flatMap((one) => actsOf([one]));
  };
  return {
    push(piece) {
      pieces.push(piece);
      open += piece;
      return read(scanner.push(piece));
    },
    end() {
      read(scanner.end());
      return readingOf(pieces.join(''), reader);
    },
  };
}
