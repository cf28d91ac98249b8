/** A position in `Kernels.memory`, counted in floats. */
export type Address = number;

export type KernelsName = 'wasm' | 'plain';

/**
 * All arithmetic of the model, over one linear memory of 32-bit floats. Addresses, lengths and strides count floats;
 * matrices are row-major and dense. Results must not overlap inputs unless stated as "in place". Nothing is checked;
 * the callers lay out the memory. The same input gives the same bytes.
 */
export interface Kernels {
  readonly name: KernelsName;
  /** The whole memory, initially zero and never reallocated. The caller decides its layout. */
  readonly memory: Float32Array;

  // The three matrix products of a linear layer y = x·w. Each adds to the values at `out`. The result for a row of
  // `matmul` does not depend on how many rows are computed together.

  /** out[rows × cols] += a[rows × inner] · b[inner × cols]. Forward: y += x·w. */
  matmul(out: Address, a: Address, b: Address, rows: number, inner: number, cols: number): void;
  /** out[rows × cols] += aᵀ · b with a[inner × rows], b[inner × cols]. Gradient of the weights: dw += xᵀ·dy. */
  matmulTransposedA(out: Address, a: Address, b: Address, rows: number, inner: number, cols: number): void;
  /** out[rows × cols] += a · bᵀ with a[rows × inner], b[cols × inner]. Gradient of the input: dx += dy·wᵀ. */
  matmulTransposedB(out: Address, a: Address, b: Address, rows: number, inner: number, cols: number): void;

  /** out += x, `count` floats. */
  add(out: Address, x: Address, count: number): void;
  /** x = max(x, 0) in place. */
  relu(x: Address, count: number): void;
  /** Sets dx = 0 in place wherever y = relu(x) is 0. */
  reluBackward(dx: Address, y: Address, count: number): void;

  /** RMSNorm without gain (Zhang and Sennrich 2019): y = x·r with r = 1/√(mean(x²) + RMS_EPS), one r per row. */
  rmsnorm(y: Address, r: Address, x: Address, rows: number, cols: number): void;
  /** dx += the gradient of RMSNorm, from its results y and r, and from dy. */
  rmsnormBackward(dx: Address, dy: Address, y: Address, r: Address, rows: number, cols: number): void;

  /**
   * One head of causal attention at one position: the query q[size] against `count` keys, the last of which is at the
   * query's own position. Rows of k and v lie `stride` floats apart. p[count] = softmax(q·k/√size − slope·distance),
   * the linear bias of ALiBi (Press et al. 2022); out[size] = Σ p·v.
   */
  attend(
    out: Address,
    p: Address,
    q: Address,
    k: Address,
    v: Address,
    count: number,
    size: number,
    stride: number,
    slope: number,
  ): void;
  /**
   * The gradient of `attend`: adds to dq[size], and to the rows of dk and dv, which have the layout of k and v. May
   * overwrite p, whose values are undefined afterwards.
   */
  attendBackward(
    dq: Address,
    dk: Address,
    dv: Address,
    dout: Address,
    p: Address,
    q: Address,
    k: Address,
    v: Address,
    count: number,
    size: number,
    stride: number,
  ): void;

  /** Returns −log softmax(x)[target] in nats. Replaces x with the gradient of that, times `scale`. */
  crossEntropy(x: Address, count: number, target: number, scale: number): number;

  /** Returns Σ x², summed in double precision. */
  sumOfSquares(x: Address, count: number): number;
  /**
   * Performs one step of Adam (Kingma and Ba 2015, algorithm 1) on parameters x with gradient g and moments m and v, in
   * place.
   */
  adam(x: Address, g: Address, m: Address, v: Address, count: number, step: AdamStep): void;
}

/** The scalars of one step of Adam. */
export interface AdamStep {
  /** Factor applied to the gradient, for clipping. */
  readonly clip: number;
  readonly beta1: number;
  readonly beta2: number;
  /** Learning rate divided by (1 − beta1^t). */
  readonly rate: number;
  /** 1/√(1 − beta2^t). */
  readonly correction: number;
  /** Added to the corrected root of v. */
  readonly eps: number;
}

/** Added by RMSNorm to the mean square, so that a row of zeros stays zero. */
export const RMS_EPS = 1e-5;
