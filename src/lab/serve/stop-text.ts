/**
 * Ends a text before the first of some stop strings, piece by piece: what might become a stop string is held back until
 * that is known. Any cutting of a text into pieces gives the same text: of two stop strings, the one that is complete
 * first counts.
 */
export class StopText {
  readonly #stops: readonly string[];
  #held = '';
  #stopped = false;

  /** The stop strings; none may be empty. */
  constructor(stops: readonly string[]) {
    this.#stops = stops;
  }

  /** Whether a stop string came: nothing follows. */
  get stopped(): boolean {
    return this.#stopped;
  }

  /** Takes the next piece; returns what may be said now. */
  push(piece: string): string {
    if (this.#stopped) return '';
    const text = this.#held + piece;
    const start = firstStop(text, this.#stops);
    this.#stopped = start !== null;
    const end = start ?? text.length - heldBack(text, this.#stops);
    this.#held = this.#stopped ? '' : text.slice(end);
    return text.slice(0, end);
  }

  /** The text is over: what was held back became no stop string. */
  end(): string {
    const rest = this.#held;
    this.#held = '';
    return rest;
  }
}

/** Where the stop string that is complete first begins; the longest of those that are complete together. */
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

/** How many characters at the end of a text are the beginning of a stop string. */
function heldBack(text: string, stops: readonly string[]): number {
  let most = 0;
  for (const stop of stops)
    for (let length = Math.min(stop.length - 1, text.length); length > most; length--)
      if (text.endsWith(stop.slice(0, length))) most = length;
  return most;
}
