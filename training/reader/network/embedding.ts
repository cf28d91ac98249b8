/** Rows that are learnt for features, each with a step of its own (AdaGrad by rows: Duchi et al., JMLR 2011). */
export class Embedding {
  readonly size: number;
  readonly values: Float32Array;
  readonly #squares: Float32Array;

  constructor(rows: number, size: number, random: () => number) {
    this.size = size;
    this.values = Float32Array.from({ length: rows * size }, () => (random() - 0.5) * 0.1);
    this.#squares = new Float32Array(rows);
  }

  /** Writes the bag of `rows` into `into` at `at`; `norm` divides it. */
  write(rows: Int32Array, norm: number, into: Float32Array, at: number): void {
    const { size, values } = this;
    for (const row of rows) for (let i = 0; i < size; i += 1) into[at + i]! += values[row * size + i]! / norm;
  }

  /** Moves every row of a bag against the gradient of the bag's vector. */
  learn(rows: Int32Array, norm: number, gradient: Float32Array, at: number, rate: number): void {
    const { size, values } = this;
    let square = 0;
    for (let i = 0; i < size; i += 1) square += (gradient[at + i]! / norm) ** 2;
    square /= size;
    for (const row of rows) {
      this.#squares[row]! += square;
      const step = rate / (Math.sqrt(this.#squares[row]!) + 1e-4) / norm;
      for (let i = 0; i < size; i += 1) values[row * size + i]! -= step * gradient[at + i]!;
    }
  }
}
