/** A matrix of `rows` times `cols` numbers, row after row. */
export interface Matrix {
  readonly rows: number;
  readonly cols: number;
  readonly values: Float64Array;
}

/**
 * Adds `matrix` times `input` (`cols` long) to `output` (`rows` long). Four sums side by side: one alone waits for each
 * addition before the next.
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

/** Sets what is negative to zero, in place. */
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
