/** A learnt matrix: its values, the gradient since the last step, and the moments of Adam (arXiv 1412.6980). */
export class Parameters {
  readonly rows: number;
  readonly cols: number;
  readonly values: Float32Array;
  readonly gradient: Float32Array;
  readonly #mean: Float32Array;
  readonly #square: Float32Array;

  /** Initial values are drawn from a bell-shaped distribution of Glorot's width, or are zero if `random` is null. */
  constructor(rows: number, cols: number, random: (() => number) | null) {
    this.rows = rows;
    this.cols = cols;
    const size = rows * cols;
    const width = 2 * Math.sqrt(2 / (rows + cols));
    this.values = new Float32Array(size);
    if (random !== null) {
      for (let i = 0; i < size; i += 1) this.values[i] = (random() + random() + random() - 1.5) * width;
    }
    this.gradient = new Float32Array(size);
    this.#mean = new Float32Array(size);
    this.#square = new Float32Array(size);
  }

  /**
   * Takes one Adam step with decoupled decay. `count`: step number, from 1; `batch`: answers summed in the gradient.
   */
  step(rate: number, count: number, batch: number): void {
    const { values, gradient } = this;
    const meanScale = 1 - MEAN ** count;
    const squareScale = 1 - SQUARE ** count;
    for (let i = 0; i < values.length; i += 1) {
      const g = gradient[i]! / batch;
      this.#mean[i] = MEAN * this.#mean[i]! + (1 - MEAN) * g;
      this.#square[i] = SQUARE * this.#square[i]! + (1 - SQUARE) * g * g;
      const move = this.#mean[i]! / meanScale / (Math.sqrt(this.#square[i]! / squareScale) + 1e-6);
      values[i] = values[i]! * (1 - rate * DECAY) - rate * move;
      gradient[i] = 0;
    }
  }
}

const MEAN = 0.9;
const SQUARE = 0.99;
const DECAY = 0.01;

/**
 * Backpropagates through a product: adds to the gradient of the matrix and, if `inputGradient` is given, to that of its
 * input.
 */
export function backProduct(
  { rows, cols, values, gradient }: Parameters,
  input: Float32Array,
  from: number,
  outputGradient: Float32Array,
  at: number,
  inputGradient: Float32Array | null,
  into: number,
): void {
  for (let row = 0; row < rows; row += 1) {
    const g = outputGradient[at + row]!;
    if (g === 0) continue;
    const start = row * cols;
    for (let col = 0; col < cols; col += 1) gradient[start + col]! += g * input[from + col]!;
    if (inputGradient === null) continue;
    for (let col = 0; col < cols; col += 1) inputGradient[into + col]! += values[start + col]! * g;
  }
}

/** Adds the matrix times `input` (from `from`) to `output` (from `at`). */
export function forwardProduct(
  { rows, cols, values }: Parameters,
  input: Float32Array,
  from: number,
  output: Float32Array,
  at: number,
): void {
  for (let row = 0; row < rows; row += 1) {
    let sum = 0;
    for (let col = 0, start = row * cols; col < cols; col += 1) sum += values[start + col]! * input[from + col]!;
    output[at + row]! += sum;
  }
}
