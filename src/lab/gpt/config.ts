import type { Address } from '../kernels/kernels.ts';

/** The shape of a model, with nanoGPT's names. */
export interface GptConfig {
  /** A multiple of 8. */
  readonly vocabSize: number;
  readonly nLayer: number;
  /** Divides nEmbd. */
  readonly nHead: number;
  readonly nEmbd: number;
  /**
   * ALiBi slopes, one per head: how much a key's score falls per position of distance from the query. With 0, distance
   * does not matter.
   */
  readonly slopes: readonly number[];
}

/** Addresses of the matrices of one block. Every matrix is [inputs × outputs]. */
export interface BlockWeights {
  /** [nEmbd × 3 nEmbd]: queries, keys, values of all heads. */
  readonly cAttn: Address;
  /** [nEmbd × nEmbd]. */
  readonly cProj: Address;
  /** [nEmbd × 4 nEmbd]. */
  readonly cFc: Address;
  /** [4 nEmbd × nEmbd]. */
  readonly mlpCProj: Address;
}

/** Addresses of a model's parameters, or of their gradients, which have the same layout. */
export interface Weights {
  /** [vocabSize × nEmbd]: token embeddings. */
  readonly wte: Address;
  readonly blocks: readonly BlockWeights[];
  /** [nEmbd × vocabSize], not tied to wte. */
  readonly lmHead: Address;
  /** One past the last parameter. */
  readonly end: Address;
}

/** Lays out the parameters in memory from `start`: wte, the blocks, lmHead, without gaps. */
export function weightsAt({ vocabSize, nLayer, nEmbd }: GptConfig, start: Address): Weights {
  let end = start;
  const matrix = (rows: number, cols: number) => {
    end += rows * cols;
    return end - rows * cols;
  };
  const wte = matrix(vocabSize, nEmbd);
  const blocks = Array.from({ length: nLayer }, () => ({
    cAttn: matrix(nEmbd, 3 * nEmbd),
    cProj: matrix(nEmbd, nEmbd),
    cFc: matrix(nEmbd, 4 * nEmbd),
    mlpCProj: matrix(4 * nEmbd, nEmbd),
  }));
  const lmHead = matrix(nEmbd, vocabSize);
  return { wte, blocks, lmHead, end };
}

/** Returns the number of floats in a model of this shape. Throws RangeError if the shape is invalid. */
export function parameterCount(config: GptConfig): number {
  const { vocabSize, nLayer, nHead, nEmbd, slopes } = config;
  for (const [name, value] of Object.entries({ vocabSize, nLayer, nHead, nEmbd })) {
    if (!Number.isSafeInteger(value) || value < 1)
      throw new RangeError(`${name} is not a whole number above 0: ${value}`);
  }
  if (vocabSize % 8 !== 0) throw new RangeError(`vocabSize is not a multiple of 8: ${vocabSize}`);
  if (nEmbd % nHead !== 0) throw new RangeError(`nEmbd (${nEmbd}) is not a multiple of nHead (${nHead})`);
  if (slopes.length !== nHead) throw new RangeError(`${slopes.length} slopes for ${nHead} heads`);
  if (!slopes.every((slope) => slope >= 0 && slope < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`slopes are not all finite and at least 0: ${slopes.join(', ')}`);
  }
  return weightsAt(config, 0).end;
}

/** Throws RangeError unless the number of parameters matches the shape. */
export function checkParameters(config: GptConfig, parameters: Float32Array): void {
  const count = parameterCount(config);
  if (parameters.length !== count) throw new RangeError(`${parameters.length} parameters for a model of ${count}`);
}
