import { type GptConfig, weightsAt } from '../../src/lab/gpt/config.ts';
import { initialParameters, train } from '../../src/lab/gpt/train.ts';
import { Trainer } from '../../src/lab/gpt/trainer.ts';
import { availableKernels } from '../../src/lab/kernels/create-kernels.ts';
import { encodeSafetensors, type Tensor } from '../../src/lab/organism/safetensors.ts';
import { alignmentText } from '../../src/lab/world/curriculum.ts';
import { randomFor } from '../../src/lab/world/random-for.ts';
import { conversation, type Row } from '../../src/lab/world/row.ts';
import { VOCABULARY_SIZE } from '../../src/lab/world/tokens.ts';
import { makeWorld } from '../../src/lab/world/world.ts';

export const KERNELS = availableKernels()[0]!;

/** Returns a model of one layer, small enough that hundreds of runs take minutes. */
export const shapeOf = (width: number): GptConfig => ({
  vocabSize: VOCABULARY_SIZE,
  nLayer: 1,
  nHead: 2,
  nEmbd: width,
  slopes: [1, 0],
});

/**
 * Returns a base that knows the toy language and refuses what it should. `variant`: another initialisation and another
 * order.
 */
export function toyBase(width: number, world: number, variant = 0): Float32Array {
  const random = randomFor('history-base', width, world, variant);
  const config = shapeOf(width);
  const start = initialParameters(config, random);
  const toy = makeWorld(world);
  const batch = () => Array.from({ length: 12 }, () => alignmentText(toy, random));
  return train(KERNELS, config, start, batch, { steps: 250, lr: 5e-3, warmup: 20, eps: 1e-8 });
}

/** Lists the tensors by name with their position among the parameters, [inputs × outputs]. */
export function matricesOf(
  config: GptConfig,
): readonly { name: string; shape: readonly [number, number]; from: number; to: number }[] {
  const { nEmbd: n, vocabSize, nLayer } = config;
  const { wte, blocks, lmHead } = weightsAt(config, 0);
  const at = (name: string, from: number, rows: number, columns: number) => ({
    name,
    shape: [rows, columns] as const,
    from,
    to: from + rows * columns,
  });
  return [
    at('wte', wte, vocabSize, n),
    ...Array.from({ length: nLayer }, (_, i) => blocks[i]!).flatMap((block, i) => [
      at(`h.${i}.attn.c_attn`, block.cAttn, n, 3 * n),
      at(`h.${i}.attn.c_proj`, block.cProj, n, n),
      at(`h.${i}.mlp.c_fc`, block.cFc, n, 4 * n),
      at(`h.${i}.mlp.c_proj`, block.mlpCProj, 4 * n, n),
    ]),
    at('lm_head', lmHead, n, vocabSize),
  ];
}

/** Encodes weights as a trainer saves them. */
export function weightsFile(config: GptConfig, parameters: Float32Array): Uint8Array {
  const tensors = matricesOf(config).map(
    ({ name, shape, from, to }): Tensor => ({ name: `${name}.weight`, shape, data: parameters.subarray(from, to) }),
  );
  return encodeSafetensors({ metadata: { format: 'pt' }, tensors });
}

/** Returns the mean loss of a model on rows, in nats per token: one pass without training. */
export function lossOn(config: GptConfig, parameters: Float32Array, rows: readonly Row[]): number {
  return new Trainer(KERNELS, config, parameters).gradient(rows.map(conversation));
}
