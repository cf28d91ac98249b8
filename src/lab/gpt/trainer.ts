import { createKernels } from '../kernels/create-kernels.ts';
import type { Kernels, KernelsName } from '../kernels/kernels.ts';
import { arena, takeActivations, takeBlock, takeScratch } from './activations.ts';
import { batchOf, type Sequence } from './batch.ts';
import { checkParameters, type GptConfig, type Weights, weightsAt } from './config.ts';
import { backward, forward } from './gpt.ts';

/** Options for one step of Adam. */
export interface UpdateOptions {
  /** Number of steps done before this one. */
  readonly step: number;
  readonly rate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly eps: number;
  /** Longer gradients are scaled down to this norm. */
  readonly greatestNorm: number;
  /** Ranges of parameters to update, each with an exclusive end; all parameters if absent. */
  readonly moved?: readonly (readonly [from: number, to: number])[];
}

/** Parameters with their gradients and Adam's moments, in one memory that grows with the largest batch. */
export class Trainer {
  readonly #name: KernelsName;
  readonly #config: GptConfig;
  readonly #count: number;
  readonly #weights: Weights;
  readonly #gradients: Weights;
  readonly #mean: number;
  readonly #square: number;
  readonly #stateEnd: number;
  #kernels: Kernels;

  /** Copies the parameters. Throws RangeError if they do not fit the shape. */
  constructor(name: KernelsName, config: GptConfig, parameters: Float32Array) {
    checkParameters(config, parameters);
    const memory = arena(0);
    this.#name = name;
    this.#config = config;
    this.#count = parameters.length;
    this.#weights = weightsAt(config, memory.take(this.#count));
    this.#gradients = weightsAt(config, memory.take(this.#count));
    this.#mean = memory.take(this.#count);
    this.#square = memory.take(this.#count);
    this.#stateEnd = memory.used();
    this.#kernels = createKernels(name, this.#stateEnd);
    this.#kernels.memory.set(parameters, this.#weights.wte);
  }

  /**
   * Returns the mean loss in nats over all targets of the sequences, and sets its gradients. Throws RangeError like
   * `batchOf`.
   */
  gradient(sequences: readonly Sequence[]): number {
    const config = this.#config;
    const batch = batchOf(config, sequences);
    const size = {
      rows: batch.tokens.length,
      seen: batch.seen.reduce((sum, count) => sum + count, 0),
      wanted: batch.wanted.length,
    };
    const memory = arena(this.#stateEnd);
    const blocks = Array.from({ length: config.nLayer }, () => takeBlock(memory, config, size));
    const activations = takeActivations(memory, config, size, blocks);
    const scratch = takeScratch(memory, config, size);
    this.#reserve(memory.used());

    const kernels = this.#kernels;
    const gpt = { kernels, config, weights: this.#weights };
    forward(gpt, batch, activations);
    let loss = 0;
    batch.targets.forEach((target, i) => {
      const logits = activations.logits + i * config.vocabSize;
      loss += kernels.crossEntropy(logits, config.vocabSize, target, 1 / size.wanted);
    });
    kernels.memory.fill(0, this.#gradients.wte, this.#gradients.end);
    backward(gpt, this.#gradients, batch, activations, scratch);
    return loss / size.wanted;
  }

  /** Updates the parameters using the current gradients. */
  update({ step, rate, beta1, beta2, eps, greatestNorm, moved = [[0, this.#count]] }: UpdateOptions): void {
    const kernels = this.#kernels;
    const norm = Math.sqrt(kernels.sumOfSquares(this.#gradients.wte, this.#count));
    for (const [from, to] of moved) {
      const [weights, gradients] = [this.#weights.wte + from, this.#gradients.wte + from];
      kernels.adam(weights, gradients, this.#mean + from, this.#square + from, to - from, {
        clip: norm > greatestNorm ? greatestNorm / norm : 1,
        beta1,
        beta2,
        rate: rate / (1 - beta1 ** (step + 1)),
        correction: 1 / Math.sqrt(1 - beta2 ** (step + 1)),
        eps,
      });
    }
  }

  /** Returns a copy of the parameters. */
  parameters(): Float32Array {
    return this.#kernels.memory.slice(this.#weights.wte, this.#weights.end);
  }

  /** Returns a copy of the gradients, in the layout of the parameters. */
  gradients(): Float32Array {
    return this.#kernels.memory.slice(this.#gradients.wte, this.#gradients.end);
  }

  #reserve(floats: number): void {
    if (floats <= this.#kernels.memory.length) return;
    // Allocate half as much again, so that a slightly larger batch does not move everything once more.
    const larger = createKernels(this.#name, Math.ceil(floats * 1.5));
    larger.memory.set(this.#kernels.memory.subarray(0, this.#stateEnd));
    this.#kernels = larger;
  }
}
