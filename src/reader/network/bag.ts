import { FeatureTable } from './feature-table.ts';

/** Turns a bag of features into one vector: the sum of their rows over the square root of their number. */
export class FeatureBag {
  readonly size: number;
  readonly hashes: Uint32Array;
  readonly rows: Int8Array;
  readonly scale: number;
  /** Built on first use: not needed if a kernel does the work. */
  #table: FeatureTable | null = null;
  /** For each row, the last bag that contains it, so that repeats count once. */
  #seen = new Int32Array(0);
  /** Sum of the rows so far, in steps of the scale. */
  readonly #sum: Int32Array;
  #bag = 0;

  /** `rows`: `size` signed bytes per feature, in steps of `scale`. */
  constructor(hashes: Uint32Array, rows: Int8Array, size: number, scale: number) {
    this.size = size;
    this.hashes = hashes;
    this.rows = rows;
    this.scale = scale;
    this.#sum = new Int32Array(size);
  }

  /** Writes the vector of `features` into `into` at `at`; returns the number of features that are known. */
  write(features: readonly number[], into: Float64Array, at: number): number {
    const { size, rows } = this;
    if (this.#table === null) {
      this.#table = new FeatureTable(this.hashes);
      this.#seen = new Int32Array(this.hashes.length);
    }
    const table = this.#table;
    const seen = this.#seen;
    const sum = this.#sum;
    this.#bag += 1;
    const bag = this.#bag;
    sum.fill(0);
    let known = 0;
    for (let n = 0; n < features.length; n += 1) {
      const row = table.rowOf(features[n]!);
      if (row < 0 || seen[row] === bag) continue;
      seen[row] = bag;
      known += 1;
      for (let i = 0, from = row * size; i < size; i += 1) sum[i]! += rows[from + i]!;
    }
    const norm = this.scale / Math.sqrt(Math.max(MIN_BAG, known));
    for (let i = 0; i < size; i += 1) into[at + i] = sum[i]! * norm;
    return known;
  }
}

/** A bag with fewer features is weighted as if it had this many: one or two words say little. */
export const MIN_BAG = 4;
