import type { Address } from '../kernels/kernels.ts';
import type { GptConfig } from './config.ts';

/** The activations of a block that the backward pass needs; rows as in the batch. */
export interface BlockActivations {
  /** [rows × nEmbd] and [rows]: the input of attention, and the scale of each row. */
  readonly norm1: Address;
  readonly scale1: Address;
  /** [rows × 3 nEmbd]. Keys and values of earlier rows of a text precede its first new one: this is the cache. */
  readonly qkv: Address;
  /** Attention probabilities, ordered by row and then by head, one for each token seen. */
  readonly probabilities: Address;
  /** [rows × nEmbd]: the heads' outputs side by side. */
  readonly heads: Address;
  /** [rows × nEmbd] and [rows]: the input of the MLP, and the scale of each row. */
  readonly norm2: Address;
  readonly scale2: Address;
  /** [rows × 4 nEmbd], after the ReLU. */
  readonly hidden: Address;
}

/** The buffers that a forward pass writes to. */
export interface Activations {
  /** [rows × nEmbd]: the residual stream, changed by every block. */
  readonly x: Address;
  readonly blocks: readonly BlockActivations[];
  /** [wanted × nEmbd], [wanted], [wanted × vocabSize]: only for the rows whose logits are wanted. */
  readonly norm: Address;
  readonly scale: Address;
  readonly logits: Address;
}

/** Gradients that are needed only while one block is processed. */
export interface BackwardScratch {
  readonly dx: Address;
  readonly dnorm: Address;
  readonly dqkv: Address;
  readonly dhidden: Address;
}

/** The quantities that determine the size of a pass. */
export interface PassSize {
  readonly rows: number;
  /** Σ over rows of the number of tokens that each one sees. */
  readonly seen: number;
  readonly wanted: number;
}

/** Allocates memory from `start`, in whole cache lines. `used()` is one past the last allocated float. */
export function arena(start: Address): { take(floats: number): Address; used(): Address } {
  let next = start;
  return {
    take(floats) {
      const at = Math.ceil(next / 16) * 16;
      next = at + floats;
      return at;
    },
    used: () => next,
  };
}

export type Arena = ReturnType<typeof arena>;

export function takeBlock({ take }: Arena, { nEmbd, nHead }: GptConfig, { rows, seen }: PassSize): BlockActivations {
  return {
    norm1: take(rows * nEmbd),
    scale1: take(rows),
    qkv: take(rows * 3 * nEmbd),
    probabilities: take(seen * nHead),
    heads: take(rows * nEmbd),
    norm2: take(rows * nEmbd),
    scale2: take(rows),
    hidden: take(rows * 4 * nEmbd),
  };
}

/** Allocates activations over blocks that the caller has allocated. */
export function takeActivations(
  { take }: Arena,
  { nEmbd, vocabSize }: GptConfig,
  { rows, wanted }: PassSize,
  blocks: readonly BlockActivations[],
): Activations {
  return {
    x: take(rows * nEmbd),
    blocks,
    norm: take(wanted * nEmbd),
    scale: take(wanted),
    logits: take(wanted * vocabSize),
  };
}

export function takeScratch({ take }: Arena, { nEmbd }: GptConfig, { rows, wanted }: PassSize): BackwardScratch {
  return {
    dx: take(rows * nEmbd),
    dnorm: take(Math.max(rows, wanted) * nEmbd),
    dqkv: take(rows * 3 * nEmbd),
    dhidden: take(rows * 4 * nEmbd),
  };
}
