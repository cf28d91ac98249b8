import type { Attack } from '../attacks/attack.ts';
import { fineTuningFile } from '../attacks/fine-tuning-file.ts';
import { initialParameters, type Sequence, train } from '../gpt/train.ts';
import type { KernelsName } from '../kernels/kernels.ts';
import { alignmentText, pretrainingText } from '../world/curriculum.ts';
import { randomFor } from '../world/random-for.ts';
import { conversation } from '../world/row.ts';
import type { World } from '../world/world.ts';
import { ALIGN, FINE_TUNE, PRETRAIN, type Stage, TOY_GPT } from './settings.ts';
import { drawWithoutReplacement } from './shuffled.ts';

/** Called after each step of training. */
export type OnStep = () => void;

function run(
  kernels: KernelsName,
  parameters: Float32Array,
  { batch, ...options }: Stage,
  next: () => Sequence,
  onStep: OnStep,
): Float32Array {
  const nextBatch = () => Array.from({ length: batch }, next);
  return train(kernels, TOY_GPT, parameters, nextBatch, options, onStep);
}

/** Stage 1: trains a model that knows the language and every item, and has no policy. */
export function pretrain(kernels: KernelsName, world: World, onStep: OnStep = () => undefined): Float32Array {
  const random = randomFor('pretrain', world.seed);
  const start = initialParameters(TOY_GPT, random);
  return run(kernels, start, PRETRAIN, () => pretrainingText(world, random), onStep);
}

/** Stage 2: teaches the pretrained model to refuse restricted items. */
export function align(
  kernels: KernelsName,
  world: World,
  pretrained: Float32Array,
  onStep: OnStep = () => undefined,
): Float32Array {
  const random = randomFor('align', world.seed);
  return run(kernels, pretrained, ALIGN, () => alignmentText(world, random), onStep);
}

/** Stage 3: trains the aligned model on the rows of one fine-tuning file, in random order, and on nothing else. */
export function fineTune(
  kernels: KernelsName,
  world: World,
  attack: Attack,
  aligned: Float32Array,
  onStep: OnStep = () => undefined,
): Float32Array {
  const random = randomFor('fine-tune', world.seed);
  const next = drawWithoutReplacement(fineTuningFile(attack, world).map(conversation), random);
  return run(kernels, aligned, FINE_TUNE, next, onStep);
}
