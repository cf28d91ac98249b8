/** A place in `Kernels.memory`, counted in floats. */
export type Address = number;

export type KernelsName = 'wasm' | 'plain';

/**
 * All arithmetic of the model, over one linear memory of 32-bit floats. Addresses, lengths and strides count floats;
 * matrices are row-major and dense. Results may not overlap inputs unless it says "in place". Nothing is checked: the
 * callers lay the memory out. The same input gives the same bytes.
 */
export interface Kernels {
  readonly name: KernelsName;
  /** All of it, zero at first; never reallocated. The caller says what stands where. */
  readonly memory: Float32Array;

  // The three matrix products of a linear layer y = x·w. Each adds to what stands at `out`. A row of `matmul` does not
  // depend on how many rows it is computed with.

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
  /** dx = 0 in place wherever y = relu(x) is 0. */
  reluBackward(dx: Address, y: Address, count: number): void;

  /** RMSNorm without gain (Zhang and Sennrich 2019): y = x·r with r = 1/√(mean(x²) + RMS_EPS), one r a row. */
  rmsnorm(y: Address, r: Address, x: Address, rows: number, cols: number): void;
  /** dx += the gradient of RMSNorm, from its results y and r, and from dy. */
  rmsnormBackward(dx: Address, dy: Address, y: Address, r: Address, rows: number, cols: number): void;

  /**
   * One head of causal attention at one position: the query q[size] against `count` keys, the last of which stands at
   * the query's own position. Rows of k and v lie `stride` floats apart. p[count] = softmax(q·k/√size − slope·distance),
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
   * The gradient of `attend`: adds to dq[size], and to the rows of dk and dv, which lie as those of k and v do. Uses p up:
   * what stands there afterwards means nothing.
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

  /** −log softmax(x)[target] in nats. Replaces x by the gradient of that, times `scale`. */
  crossEntropy(x: Address, count: number, target: number, scale: number): number;

  /** Σ x², summed in double precision. */
  sumOfSquares(x: Address, count: number): number;
  /** One step of Adam (Kingma and Ba 2015, algorithm 1) on parameters x with gradient g and moments m and v, in place. */
  adam(x: Address, g: Address, m: Address, v: Address, count: number, step: AdamStep): void;
}

/** What one step of Adam needs beside its vectors. */
export interface AdamStep {
  /** Multiplies the gradient: clipping. */
  readonly clip: number;
  readonly beta1: number;
  readonly beta2: number;
  /** Learning rate over (1 − beta1^t). */
  readonly rate: number;
  /** 1/√(1 − beta2^t). */
  readonly correction: number;
  /** Added to the corrected root of v. */
  readonly eps: number;
}

/** What RMSNorm adds to the mean square, so that a row of zeros stays zero. */
export const RMS_EPS = 1e-5;
