import type { Reading } from '../schema/index.ts';
import { type ReadOptions, readResponse } from './read-response.ts';

/** Reads a response that comes in pieces. */
export interface ResponseReader {
  /** Takes the next piece: any length, surrogate pairs may be split. */
  push(text: string): void;
  /** The reading of everything pushed so far; the same as `readResponse` of the pieces joined. */
  end(): Reading;
}

/** Starts reading a response in pieces. Holds the text: offsets, quotations and the request need all of it. */
export function startReading(options: ReadOptions = {}): ResponseReader {
  let text = '';
  return {
    push(piece) {
      text += piece;
    },
    end: () => readResponse(text, options),
  };
}
