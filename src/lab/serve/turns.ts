/**
 * Lets many callers work side by side. Turns are granted one at a time, in the order of the requests, and before each
 * turn the process handles its other events (`rest` is `setImmediate` as a promise). A turn is the work done until the
 * caller next awaits something.
 */
export class Turns {
  readonly #rest: () => Promise<unknown>;
  readonly #line: (() => void)[] = [];

  constructor(rest: () => Promise<unknown>) {
    this.#rest = rest;
  }

  /** Resolves when it is the caller's turn. */
  next(): Promise<void> {
    return new Promise((go) => {
      if (this.#line.push(go) === 1) void this.#serve();
    });
  }

  /** A caller leaves the line only after being served, so the line is empty exactly when no serving is under way. */
  async #serve(): Promise<void> {
    for (let go = this.#line[0]; go !== undefined; go = this.#line[0]) {
      await this.#rest();
      go();
      this.#line.shift();
    }
  }
}
