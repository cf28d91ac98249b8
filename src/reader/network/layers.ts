/** A matrix of `rows` times `cols` numbers, row by row. */
export interface Matrix {
  readonly rows: number;
  readonly cols: number;
  readonly values: Float64Array;
}

/** One layer: a matrix and the bias that is added to its product. */
export interface Layer {
  readonly matrix: Matrix;
  readonly bias: Float64Array;
}

/**
 * Adds `matrix` times `input` (`cols` long) to `output` (`rows` long). Uses four sums side by side: with only one, each
 * addition would wait for the one before.
 */
export function addProduct({ rows, cols, values }: Matrix, input: Float64Array, output: Float64Array): void {
  const even = cols - (cols % 4);
  for (let row = 0, at = 0; row < rows; row += 1) {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let col = 0;
    for (; col < even; col += 4, at += 4) {
      a += values[at]! * input[col]!;
      b += values[at + 1]! * input[col + 1]!;
      c += values[at + 2]! * input[col + 2]!;
      d += values[at + 3]! * input[col + 3]!;
    }
    for (; col < cols; col += 1, at += 1) a += values[at]! * input[col]!;
    output[row]! += a + b + c + d;
  }
}

/** A transposed matrix, for inputs with many zeros: their columns cost nothing. */
export class Columns {
  readonly #rows: number;
  /** Column by column. */
  readonly #values: Float64Array;
  /** Indices of the non-zero values of an input. */
  readonly #places: Int32Array;

  constructor({ rows, cols, values }: Matrix) {
    this.#rows = rows;
    this.#values = new Float64Array(rows * cols);
    for (let row = 0; row < rows; row += 1) {
      for (let col = 0; col < cols; col += 1) this.#values[col * rows + row] = values[row * cols + col]!;
    }
    this.#places = new Int32Array(cols);
  }

  /** Adds the product of the columns `from..to` and the same range of `input` to `output`, four columns at a time. */
  addProduct(input: Float64Array, from: number, to: number, output: Float64Array): void {
    const rows = this.#rows;
    const values = this.#values;
    const places = this.#places;
    let count = 0;
    for (let col = from; col < to; col += 1) if (input[col] !== 0) places[count++] = col;
    let i = 0;
    for (; i + 4 <= count; i += 4) {
      const [p, q, r, s] = [places[i]!, places[i + 1]!, places[i + 2]!, places[i + 3]!];
      const [x, y, z, w] = [input[p]!, input[q]!, input[r]!, input[s]!];
      const [pp, qq, rr, ss] = [p * rows, q * rows, r * rows, s * rows];
      for (let row = 0; row < rows; row += 1) {
        output[row]! += values[pp + row]! * x + values[qq + row]! * y + values[rr + row]! * z + values[ss + row]! * w;
      }
    }
    for (; i < count; i += 1) {
      const x = input[places[i]!]!;
      const at = places[i]! * rows;
      for (let row = 0; row < rows; row += 1) output[row]! += values[at + row]! * x;
    }
  }
}

/** Sets negative values to zero, in place. */
export function rectify(values: Float64Array): void {
  for (let i = 0; i < values.length; i += 1) if (values[i]! < 0) values[i] = 0;
}

/** Turns scores into probabilities, in place. */
export function softmax(scores: Float64Array): Float64Array {
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < scores.length; i += 1) if (scores[i]! > highest) highest = scores[i]!;
  let sum = 0;
  for (let i = 0; i < scores.length; i += 1) {
    scores[i] = Math.exp(scores[i]! - highest);
    sum += scores[i]!;
  }
  for (let i = 0; i < scores.length; i += 1) scores[i]! /= sum;
  return scores;
}
