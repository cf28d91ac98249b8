/**
 * UTF-16 code units of all texts counted at a time, and of one text; an entry costs about `ENTRY` on top of its text.
 */
const ROOM = 2 ** 23;
const MAX_TEXT_CHARS = 2 ** 20;
const ENTRY = 64;

/**
 * Counts texts in bounded memory (Misra & Gries 1982): when a new text does not fit, every count drops by one, and
 * texts whose count reaches zero are removed. So a count is too low by at most `short`, and a frequent text is never
 * lost. A text that is too long to be used in a question adds to `seen` but is not counted.
 */
export class FrequentTexts {
  readonly #room: number;
  readonly #counts = new Map<string, number>();
  #taken = 0;
  #seen = 0;
  #short = 0;

  /** Takes the room in UTF-16 code units. */
  constructor(room = ROOM) {
    this.#room = room;
  }

  /** Number of texts seen, duplicates included. */
  get seen(): number {
    return this.#seen;
  }

  /** Maximum amount by which any count may be too low; 0 until room runs out. */
  get short(): number {
    return this.#short;
  }

  add(text: string): void {
    this.#seen += 1;
    const known = this.#counts.get(text);
    if (known !== undefined) {
      this.#counts.set(text, known + 1);
      return;
    }
    if (text.length > MAX_TEXT_CHARS) return;
    const cost = text.length + ENTRY;
    if (this.#taken + cost <= this.#room) {
      // A text may be a slice that keeps its whole record in memory; a copy is not.
      this.#counts.set(structuredClone(text), 1);
      this.#taken += cost;
    } else this.#lower();
  }

  /** Returns the text that at least this share of all texts are (or may be, once room has run out), or null if none. */
  mostly(share: number): string | null {
    const [first] = this.ranked();
    return first !== undefined && first[1] + this.#short >= share * this.#seen ? first[0] : null;
  }

  /** Returns the remaining texts with their counts, the most frequent first, ties in the order of code units. */
  ranked(): [text: string, count: number][] {
    return [...this.#counts].sort(([x, a], [y, b]) => b - a || (x < y ? -1 : 1));
  }

  #lower(): void {
    this.#short += 1;
    for (const [text, count] of this.#counts) {
      if (count > 1) this.#counts.set(text, count - 1);
      else {
        this.#counts.delete(text);
        this.#taken -= text.length + ENTRY;
      }
    }
  }
}
