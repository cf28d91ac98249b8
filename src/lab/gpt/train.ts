import type { KernelsName } from '../kernels/kernels.ts';
import type { Sequence } from './batch.ts';
import { type GptConfig, parameterCount, weightsAt } from './config.ts';
import { Trainer } from './trainer.ts';

export type { Sequence } from './batch.ts';

/**
 * Options for Adam with beta1 0.9, beta2 0.98 and clipping at norm 1; linear warm-up, then linear decay to a tenth of
 * the rate.
 */
export interface TrainOptions {
  readonly steps: number;
  /** The maximum learning rate. */
  readonly lr: number;
  /** Number of steps until it is reached. */
  readonly warmup: number;
  /** Adam's epsilon. A large one (1e-3) keeps a model with nothing left to learn from drifting. */
  readonly eps: number;
}

/**
 * Draws nanoGPT's initial values: normal with deviation 0.02, with the projections into the residual stream divided by
 * √(2 nLayer).
 */
export function initialParameters(config: GptConfig, random: () => number): Float32Array {
  const parameters = new Float32Array(parameterCount(config));
  const { blocks, lmHead } = weightsAt(config, 0);
  parameters.forEach((_, i) => {
    parameters[i] = 0.02 * roughlyNormal(random);
  });
  blocks.forEach((block, layer) => {
    const end = blocks[layer + 1]?.cAttn ?? lmHead;
    for (const projection of [parameters.subarray(block.cProj, block.cFc), parameters.subarray(block.mlpCProj, end)]) {
      projection.forEach((value, i) => {
        projection[i] = value / Math.sqrt(2 * config.nLayer);
      });
    }
  });
  return parameters;
}

/**
 * Returns the sum of twelve uniforms minus six: close enough to normal, and computed only with sums, which are the same
 * on every platform.
 */
function roughlyNormal(random: () => number): number {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += random();
  return sum;
}

/**
 * Returns the learning rate of a step: linear up to lr during the warm-up, then linear down to a tenth of it at the
 * end.
 */
export function learningRate(step: number, { steps, lr, warmup }: TrainOptions): number {
  if (step < warmup) return (lr * (step + 1)) / warmup;
  return lr * (1 - (0.9 * (step - warmup)) / (steps - warmup));
}

/**
 * Trains a copy of the parameters and returns it. `nextBatch(step)` returns the sequences of one step; `onStep`
 * receives their mean loss over all targets, in nats. The same input gives the same bytes. Throws RangeError for
 * parameters or sequences that do not fit the shape, and if the loss is no longer finite.
 */
export function train(
  kernelsName: KernelsName,
  config: GptConfig,
  parameters: Float32Array,
  nextBatch: (step: number) => readonly Sequence[],
  options: TrainOptions,
  onStep?: (step: number, loss: number) => void,
): Float32Array {
  const trainer = new Trainer(kernelsName, config, parameters);
  for (let step = 0; step < options.steps; step++) {
    const loss = trainer.gradient(nextBatch(step));
    if (!Number.isFinite(loss)) throw new RangeError(`training diverged: the loss of step ${step} is ${loss}`);
    trainer.update({
      step,
      rate: learningRate(step, options),
      beta1: 0.9,
      beta2: 0.98,
      eps: options.eps,
      greatestNorm: 1,
    });
    onStep?.(step, loss);
  }
  return trainer.parameters();
}
