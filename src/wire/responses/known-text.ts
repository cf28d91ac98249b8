/**
 * A text that grows at its end and is compared from its beginning. All calls together cost no more than the length of
 * what was added and of what it was compared with: the many small additions are joined only for a comparison that
 * reaches them.
 */
export class KnownText {
  #joined = '';
  #added = '';

  get length(): number {
    return this.#joined.length + this.#added.length;
  }

  add(text: string): void {
    this.#added += text;
  }

  replace(text: string): void {
    this.#joined = text;
    this.#added = '';
  }

  startsWith(text: string): boolean {
    if (text.length > this.length) return false;
    if (text.length > this.#joined.length) this.#join();
    return this.#joined.startsWith(text);
  }

  isStartOf(text: string): boolean {
    if (text.length < this.length) return false;
    this.#join();
    return text.startsWith(this.#joined);
  }

  #join(): void {
    this.#joined += this.#added;
    this.#added = '';
  }
}

/** Texts by name; a new one is empty. */
export class KnownTexts {
  readonly #texts = new Map<string, KnownText>();

  of(name: string): KnownText {
    const known = this.#texts.get(name) ?? new KnownText();
    this.#texts.set(name, known);
    return known;
  }
}
