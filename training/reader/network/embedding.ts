/** Learnt rows for features, each with its own step size (AdaGrad by rows: Duchi et al., JMLR 2011). */
export class Embedding {
  readonly size: number;
  #values: Float32Array;
  #squares: Float32Array;
  #isFixed: (row: number) => boolean = () => false;

  constructor(rows: number, size: number, random: () => number) {
    this.size = size;
    this.#values = drawn(rows * size, random);
    this.#squares = new Float32Array(rows);
  }

  get values(): Float32Array {
    return this.#values;
  }

  /** Appends rows; from now on, rows for which `isFixed` is true do not change. */
  grow(rows: number, random: () => number, isFixed: (row: number) => boolean): void {
    this.#values = joined(this.#values, drawn(rows * this.size, random));
    this.#squares = joined(this.#squares, new Float32Array(rows));
    this.#isFixed = isFixed;
  }

  /** Adds the bag of `rows`, divided by `norm`, to `into` from `at`. */
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
      if (this.#isFixed(row)) continue;
      this.#squares[row]! += square;
      const step = rate / (Math.sqrt(this.#squares[row]!) + 1e-4) / norm;
      for (let i = 0; i < size; i += 1) values[row * size + i]! -= step * gradient[at + i]!;
    }
  }
}

const drawn = (length: number, random: () => number): Float32Array =>
  Float32Array.from({ length }, () => (random() - 0.5) * 0.1);

function joined(a: Float32Array, b: Float32Array): Float32Array {
  const both = new Float32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
