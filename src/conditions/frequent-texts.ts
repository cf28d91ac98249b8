/** UTF-16 code units of all texts that are counted at a time, and of one; an entry costs about `ENTRY` beside its text. */
const ROOM = 2 ** 23;
const MAX_TEXT_CHARS = 2 ** 20;
const ENTRY = 64;

/**
 * Counts texts in bounded memory (Misra & Gries 1982): where a new text finds no room, every count goes down by one and
 * those at nought go. So a count is short by `short` at most, and what is frequent is never lost. A text that is too long
 * to be asked with is seen and not counted.
 */
export class FrequentTexts {
  readonly #room: number;
  readonly #counts = new Map<string, number>();
  #taken = 0;
  #seen = 0;
  #short = 0;

  /** Room in UTF-16 code units. */
  constructor(room = ROOM) {
    this.#room = room;
  }

  /** How many texts came by, equal ones included. */
  get seen(): number {
    return this.#seen;
  }

  /** By how much any count may be too low; 0 while there is room. */
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
      // A text may be a slice that keeps its whole record in memory; a copy does not.
      this.#counts.set(structuredClone(text), 1);
      this.#taken += cost;
    } else this.#lower();
  }

  /** The text that at least this share of all are, or may be where room ran out; null where there is none. */
  mostly(share: number): string | null {
    const [first] = this.ranked();
    return first !== undefined && first[1] + this.#short >= share * this.#seen ? first[0] : null;
  }

  /** The texts that are left with their counts, the most frequent first, ties in the order of code units. */
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
