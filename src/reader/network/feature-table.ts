/**
 * Number of hash bits used by the filter that is checked first: most features of a text are unknown, and one cached bit
 * shows it.
 */
export const FILTER_BITS = 19;

/**
 * Features known from training: hash -> row of the embedding. Open addressing over a power of two, at most half full.
 */
export class FeatureTable {
  readonly #keys: Uint32Array;
  readonly #rows: Int32Array;
  readonly #filter = new Uint32Array((1 << FILTER_BITS) / 32);
  readonly #mask: number;

  /** `hashes`: distinct; the row of each is its index. */
  constructor(hashes: Uint32Array) {
    let size = 16;
    while (size < 2 * hashes.length) size *= 2;
    this.#mask = size - 1;
    this.#keys = new Uint32Array(size);
    this.#rows = new Int32Array(size).fill(-1);
    for (let row = 0; row < hashes.length; row += 1) {
      const hash = hashes[row]!;
      const slot = this.#slotOf(hash);
      this.#keys[slot] = hash;
      this.#rows[slot] = row;
      const bit = hash >>> (32 - FILTER_BITS);
      this.#filter[bit >>> 5]! |= 1 << (bit & 31);
    }
  }

  /** Returns the row of a feature, or -1 for one that training did not keep. */
  rowOf(hash: number): number {
    const bit = hash >>> (32 - FILTER_BITS);
    if (((this.#filter[bit >>> 5]! >>> (bit & 31)) & 1) === 0) return -1;
    return this.#rows[this.#slotOf(hash)]!;
  }

  #slotOf(hash: number): number {
    let slot = Math.imul(hash, 0x9e3779b1) & this.#mask;
    while (this.#rows[slot]! >= 0 && this.#keys[slot] !== hash) slot = (slot + 1) & this.#mask;
    return slot;
  }
}
