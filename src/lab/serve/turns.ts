/**
 * Lets many work side by side: whoever asks for a turn gets it in the order of asking, one at a time, and before each
 * turn the process sees to its other events (`rest`: `setImmediate`, as a promise). A turn is the work that is done
 * until the next thing that is waited for.
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

  /** Who is served leaves the line only then, so that the line is empty exactly when nobody serves it. */
  async #serve(): Promise<void> {
    for (let go = this.#line[0]; go !== undefined; go = this.#line[0]) {
      await this.#rest();
      go();
      this.#line.shift();
    }
  }
}
