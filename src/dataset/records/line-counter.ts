const LINE_BREAK = 0x0a;

/**
 * Finds the line of a file in which a record begins, while the bytes arrive in blocks. Offsets count from the first
 * byte of the stream and must be queried in ascending order. Of earlier blocks, only the start of the record that is
 * still open is known.
 */
export class LineCounter {
  #block: Uint8Array = new Uint8Array(0);
  #base = 0;
  /** Offset up to which line breaks have been counted, and the line at that offset. */
  #at = 0;
  #line: number;
  /** The line of the record that began in an earlier block. */
  #openLine: number;

  constructor(firstLine: number) {
    this.#line = firstLine;
    this.#openLine = firstLine;
  }

  /** Starts the next block, which begins at offset `base`. */
  begin(block: Uint8Array, base: number): void {
    this.#block = block;
    this.#base = base;
  }

  /** Finishes the block. `openSince`: start of a record that continues in the next block; Infinity if there is none. */
  finish(openSince: number): void {
    if (openSince >= this.#base && openSince < this.#base + this.#block.length) this.#openLine = this.lineAt(openSince);
    this.#countTo(this.#base + this.#block.length);
    this.#block = new Uint8Array(0);
    this.#base = this.#at;
  }

  /** Returns the line of the byte at `offset`. For a record without an offset (negative), the line counted last. */
  lineAt(offset: number): number {
    if (offset < 0) return this.#line;
    if (offset < this.#base) return this.#openLine;
    this.#countTo(offset);
    return this.#line;
  }

  #countTo(offset: number): void {
    for (;;) {
      const next = this.#block.indexOf(LINE_BREAK, this.#at - this.#base);
      if (next < 0 || this.#base + next >= offset) break;
      this.#line += 1;
      this.#at = this.#base + next + 1;
    }
    this.#at = Math.max(this.#at, offset);
  }
}
