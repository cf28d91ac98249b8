import { TlogError } from '../tlog-error.ts';
import { MOST_ENTRY_BYTES } from './entry-bundle.ts';

/** A bundle that is filled entry by entry, in the format of C2SP tlog-tiles. Entries are copied. */
export class GrowingBundle {
  #bytes = new Uint8Array(64 * 1024);
  #length = 0;
  #width = 0;

  /** Number of entries in it. */
  get width(): number {
    return this.#width;
  }

  /** Adds an entry. Throws `too-large`. */
  add(entry: Uint8Array): void {
    if (entry.length > MOST_ENTRY_BYTES) throw new TlogError('too-large', `an entry of ${entry.length} bytes`);
    const end = this.#length + 2 + entry.length;
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(2 * end);
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
    this.#bytes[this.#length] = entry.length >> 8;
    this.#bytes[this.#length + 1] = entry.length;
    this.#bytes.set(entry, this.#length + 2);
    this.#length = end;
    this.#width++;
  }

  /** Returns a copy of the bundle so far. */
  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  /** Begins the next bundle. */
  clear(): void {
    this.#length = 0;
    this.#width = 0;
  }
}
