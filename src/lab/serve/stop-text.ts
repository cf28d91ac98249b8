/**
 * Ends a text, received in pieces, before the first of several stop strings. Text that might become a stop string is
 * held back until that is known. However a text is split into pieces, the result is the same: of two stop strings, the
 * one that is completed first counts.
 */
export class StopText {
  readonly #stops: readonly string[];
  #held = '';
  #stopped = false;

  /** None of the stop strings may be empty. */
  constructor(stops: readonly string[]) {
    this.#stops = stops;
  }

  /** True once a stop string has occurred; nothing follows. */
  get stopped(): boolean {
    return this.#stopped;
  }

  /** Takes the next piece and returns the text that may be released now. */
  push(piece: string): string {
    if (this.#stopped) return '';
    const text = this.#held + piece;
    const start = firstStop(text, this.#stops);
    this.#stopped = start !== null;
    const end = start ?? text.length - heldBack(text, this.#stops);
    this.#held = this.#stopped ? '' : text.slice(end);
    return text.slice(0, end);
  }

  /** Ends the text and returns what was held back, which became no stop string. */
  end(): string {
    const rest = this.#held;
    this.#held = '';
    return rest;
  }
}

/** Returns the start of the stop string that is completed first; the longest one if several are completed together. */
function firstStop(text: string, stops: readonly string[]): number | null {
  let first: { start: number; end: number } | null = null;
  for (const stop of stops) {
    const start = text.indexOf(stop);
    if (start < 0) continue;
    const end = start + stop.length;
    if (first === null || end < first.end || (end === first.end && start < first.start)) first = { start, end };
  }
  return first?.start ?? null;
}

/** Returns how many characters at the end of a text are the beginning of a stop string. */
function heldBack(text: string, stops: readonly string[]): number {
  let most = 0;
  for (const stop of stops)
    for (let length = Math.min(stop.length - 1, text.length); length > most; length--)
      if (text.endsWith(stop.slice(0, length))) most = length;
  return most;
}
