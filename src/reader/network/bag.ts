import { FeatureTable } from './feature-table.ts';

/** A bag of features as one vector: the sum of their rows over the square root of their number. */
export class FeatureBag {
  readonly size: number;
  readonly #table: FeatureTable;
  readonly #rows: Int8Array;
  readonly #scale: number;
  /** For each row, the last bag that holds it, so that repeats count once. */
  readonly #seen: Int32Array;
  #bag = 0;

  /** `rows`: `size` signed bytes a feature, in steps of `scale`. */
  constructor(hashes: Uint32Array, rows: Int8Array, size: number, scale: number) {
    this.size = size;
    this.#table = new FeatureTable(hashes);
    this.#rows = rows;
    this.#scale = scale;
    this.#seen = new Int32Array(hashes.length);
  }

  /** Writes the vector of `features` into `into` at `at`; returns how many of them are known. */
  write(features: readonly number[], into: Float64Array, at: number): number {
    const { size } = this;
    this.#bag += 1;
    into.fill(0, at, at + size);
    let known = 0;
    for (const feature of features) {
      const row = this.#table.rowOf(feature);
      if (row < 0 || this.#seen[row] === this.#bag) continue;
      this.#seen[row] = this.#bag;
      known += 1;
      for (let i = 0, from = row * size; i < size; i += 1) into[at + i]! += this.#rows[from + i]!;
    }
    const norm = this.#scale / Math.sqrt(Math.max(MIN_BAG, known));
    for (let i = 0; i < size; i += 1) into[at + i]! *= norm;
    return known;
  }
}

/** A bag of fewer features weighs as one of so many: one or two words tell little. */
export const MIN_BAG = 4;
