import type { Address, Kernels } from '../kernels/kernels.ts';
import type { Activations, BackwardScratch, BlockActivations } from './activations.ts';
import type { BlockWeights, GptConfig, Weights } from './config.ts';

/** A model whose parameters are in the memory of its kernels. */
export interface Gpt {
  readonly kernels: Kernels;
  readonly config: GptConfig;
  readonly weights: Weights;
}

/** Concatenated texts, one row per token, without padding. */
export interface Batch {
  readonly tokens: readonly number[];
  /** For each row, the number of tokens of its own text that it sees: itself and all before it. */
  readonly seen: readonly number[];
  /** Rows whose logits are wanted. */
  readonly wanted: readonly number[];
}

/**
 * Runs the GPT (pre-norm, RMSNorm without gain, ALiBi, ReLU, no biases) forward and fills the activations, ending with
 * the logits of the wanted rows. A decoder passes activations whose `qkv` continue a text begun earlier.
 */
export function forward({ kernels, config, weights }: Gpt, batch: Batch, a: Activations): void {
  const { memory } = kernels;
  const { nEmbd, vocabSize } = config;
  batch.tokens.forEach((token, row) => {
    const embedding = weights.wte + token * nEmbd;
    memory.copyWithin(a.x + row * nEmbd, embedding, embedding + nEmbd);
  });
  weights.blocks.forEach((block, layer) => {
    blockForward(kernels, config, block, batch, a.x, a.blocks[layer]!);
  });
  batch.wanted.forEach((row, i) => {
    kernels.rmsnorm(a.norm + i * nEmbd, a.scale + i, a.x + row * nEmbd, 1, nEmbd);
  });
  clear(memory, a.logits, batch.wanted.length * vocabSize);
  kernels.matmul(a.logits, a.norm, weights.lmHead, batch.wanted.length, nEmbd, vocabSize);
}

/** x += attention(norm(x)); x += mlp(norm(x)). The matrix products add to x, which gives the residual path. */
function blockForward(
  kernels: Kernels,
  config: GptConfig,
  w: BlockWeights,
  batch: Batch,
  x: Address,
  a: BlockActivations,
): void {
  const { memory } = kernels;
  const { nEmbd } = config;
  const rows = batch.tokens.length;

  kernels.rmsnorm(a.norm1, a.scale1, x, rows, nEmbd);
  clear(memory, a.qkv, rows * 3 * nEmbd);
  kernels.matmul(a.qkv, a.norm1, w.cAttn, rows, nEmbd, 3 * nEmbd);
  eachHead(config, batch, (h) => {
    const q = a.qkv + h.q;
    const k = a.qkv + h.k;
    const v = k + nEmbd;
    kernels.attend(a.heads + h.out, a.probabilities + h.p, q, k, v, h.seen, h.size, 3 * nEmbd, h.slope);
  });
  kernels.matmul(x, a.heads, w.cProj, rows, nEmbd, nEmbd);

  kernels.rmsnorm(a.norm2, a.scale2, x, rows, nEmbd);
  clear(memory, a.hidden, rows * 4 * nEmbd);
  kernels.matmul(a.hidden, a.norm2, w.cFc, rows, nEmbd, 4 * nEmbd);
  kernels.relu(a.hidden, rows * 4 * nEmbd);
  kernels.matmul(x, a.hidden, w.mlpCProj, rows, 4 * nEmbd, nEmbd);
}

/**
 * Runs the backward pass. Expects the gradient of the logits at `a.logits`. Adds to the gradients of the parameters at
 * `gradients`, which have the same layout as the parameters at `weights`.
 */
export function backward(
  { kernels, config, weights }: Gpt,
  gradients: Weights,
  batch: Batch,
  a: Activations,
  scratch: BackwardScratch,
): void {
  const { nEmbd, vocabSize } = config;
  const { dx, dnorm } = scratch;
  const wanted = batch.wanted.length;

  clear(kernels.memory, dx, batch.tokens.length * nEmbd);
  linearBackward(kernels, dnorm, gradients.lmHead, a.logits, a.norm, weights.lmHead, wanted, nEmbd, vocabSize);
  batch.wanted.forEach((row, i) => {
    kernels.rmsnormBackward(dx + row * nEmbd, dnorm + i * nEmbd, a.norm + i * nEmbd, a.scale + i, 1, nEmbd);
  });
  for (let layer = config.nLayer - 1; layer >= 0; layer--) {
    blockBackward(kernels, config, weights.blocks[layer]!, gradients.blocks[layer]!, batch, a.blocks[layer]!, scratch);
  }
  batch.tokens.forEach((token, row) => {
    kernels.add(gradients.wte + token * nEmbd, dx + row * nEmbd, nEmbd);
  });
}

/** Turns the gradient at `dx` from that of the block's output into that of its input, in place. */
function blockBackward(
  kernels: Kernels,
  config: GptConfig,
  w: BlockWeights,
  g: BlockWeights,
  batch: Batch,
  a: BlockActivations,
  { dx, dnorm, dqkv, dhidden }: BackwardScratch,
): void {
  const { nEmbd } = config;
  const rows = batch.tokens.length;

  linearBackward(kernels, dhidden, g.mlpCProj, dx, a.hidden, w.mlpCProj, rows, 4 * nEmbd, nEmbd);
  kernels.reluBackward(dhidden, a.hidden, rows * 4 * nEmbd);
  linearBackward(kernels, dnorm, g.cFc, dhidden, a.norm2, w.cFc, rows, nEmbd, 4 * nEmbd);
  kernels.rmsnormBackward(dx, dnorm, a.norm2, a.scale2, rows, nEmbd);

  // From now until attention has been processed, `dnorm` holds the gradient of the heads' outputs.
  linearBackward(kernels, dnorm, g.cProj, dx, a.heads, w.cProj, rows, nEmbd, nEmbd);
  clear(kernels.memory, dqkv, rows * 3 * nEmbd);
  eachHead(config, batch, (h) => {
    const k = a.qkv + h.k;
    const dk = dqkv + h.k;
    kernels.attendBackward(
      dqkv + h.q,
      dk,
      dk + nEmbd,
      dnorm + h.out,
      a.probabilities + h.p,
      a.qkv + h.q,
      k,
      k + nEmbd,
      h.seen,
      h.size,
      3 * nEmbd,
    );
  });
  linearBackward(kernels, dnorm, g.cAttn, dqkv, a.norm1, w.cAttn, rows, nEmbd, 3 * nEmbd);
  kernels.rmsnormBackward(dx, dnorm, a.norm1, a.scale1, rows, nEmbd);
}

/** For y = x·w with x[rows × inputs] and w[inputs × outputs]: sets dx = dy·wᵀ, adds xᵀ·dy to dw. */
function linearBackward(
  kernels: Kernels,
  dx: Address,
  dw: Address,
  dy: Address,
  x: Address,
  w: Address,
  rows: number,
  inputs: number,
  outputs: number,
): void {
  clear(kernels.memory, dx, rows * inputs);
  kernels.matmulTransposedB(dx, dy, w, rows, outputs, inputs);
  kernels.matmulTransposedA(dw, x, dy, inputs, rows, outputs);
}

/** One head at one row. Offsets count from the start of their matrix. */
interface HeadPlace {
  /** The query, in the rows of queries, keys and values. */
  readonly q: number;
  /** The key of the first token that the row sees. */
  readonly k: number;
  /** The head's output, in the rows of all heads' outputs. */
  readonly out: number;
  /** Its first probability. */
  readonly p: number;
  readonly seen: number;
  readonly size: number;
  readonly slope: number;
}

function eachHead({ nEmbd, nHead, slopes }: GptConfig, { seen }: Batch, visit: (place: HeadPlace) => void): void {
  const size = nEmbd / nHead;
  let p = 0;
  seen.forEach((count, row) => {
    for (let head = 0; head < nHead; head++) {
      const q = row * 3 * nEmbd + head * size;
      const k = q - (count - 1) * 3 * nEmbd + nEmbd;
      visit({ q, k, out: row * nEmbd + head * size, p, seen: count, size, slope: slopes[head]! });
      p += count;
    }
  });
}

function clear(memory: Float32Array, at: Address, count: number): void {
  memory.fill(0, at, at + count);
}
