const LINE_BREAK = 0x0a;

/**
 * Tells in which line of a file a record begins, while the bytes come in blocks. Offsets count from the first byte of the
 * stream and are asked for in rising order; of an earlier block only the beginning of the record that is still open is known.
 */
export class LineCounter {
  #block: Uint8Array = new Uint8Array(0);
  #base = 0;
  /** Offset up to which line breaks are counted, and the line there. */
  #at = 0;
  #line: number;
  /** The line of the record that began in an earlier block. */
  #openLine: number;

  constructor(firstLine: number) {
    this.#line = firstLine;
    this.#openLine = firstLine;
  }

  /** The next block, which begins at offset `base`. */
  begin(block: Uint8Array, base: number): void {
    this.#block = block;
    this.#base = base;
  }

  /** The block is done; a record that began at `openSince` goes on in the next one (Infinity: none does). */
  finish(openSince: number): void {
    if (openSince >= this.#base && openSince < this.#base + this.#block.length) this.#openLine = this.lineAt(openSince);
    this.#countTo(this.#base + this.#block.length);
    this.#block = new Uint8Array(0);
    this.#base = this.#at;
  }

  /** The line of the byte at `offset`; for what is nowhere (negative), the line that was counted last. */
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
