/** Length of the end of a text that is kept at hand, in UTF-16 code units. */
const RECENT_CHARS = 1200;

/** A growing text whose end can be inspected without going through all of it. Lengths in UTF-16 code units. */
export class GrowingText {
  #text = '';
  /** The end of the text, at least `RECENT_CHARS` of it. */
  #recent = '';

  get length(): number {
    return this.#text.length;
  }

  get text(): string {
    return this.#text;
  }

  add(piece: string): void {
    this.#text += piece;
    this.#recent = (this.#recent.length > 2 * RECENT_CHARS ? this.#recent.slice(-RECENT_CHARS) : this.#recent) + piece;
  }

  lastChars(count: number): string {
    if (count === 0) return '';
    return count <= this.#recent.length ? this.#recent.slice(-count) : this.#text.slice(-count);
  }

  /** Length without the first half of a character whose second half is still to come. */
  get wholeChars(): number {
    const last = this.#recent.charCodeAt(this.#recent.length - 1);
    return this.#text.length - (last >= 0xd800 && last <= 0xdbff ? 1 : 0);
  }
}
