import { setImmediate } from 'node:timers/promises';
import { readOrganism, servedOrganism } from '../../src/gates/organisms.ts';
import { fineTuningFile } from '../../src/lab/attacks/fine-tuning-file.ts';
import { train } from '../../src/lab/gpt/train.ts';
import { ATTACKS, availableKernels, makeWorld, type ToyModel, wholeAnswers } from '../../src/lab/index.ts';
import { FINE_TUNE, TOY_GPT } from '../../src/lab/study/settings.ts';
import { drawWithoutReplacement } from '../../src/lab/study/shuffled.ts';
import { randomFor } from '../../src/lab/world/random-for.ts';
import { conversation } from '../../src/lab/world/row.ts';
import type { Model } from '../../src/model/index.ts';

const SLOTS = 32;

/** Returns a toy model that runs in this process, from its weights. */
export function toyModel(name: string, parameters: Float32Array): Model {
  const organism = { name, model: { row: name, seed: 0, parameters } };
  const say = wholeAnswers(servedOrganism(organism, SLOTS), () => setImmediate());
  return {
    id: `toy:${name}`,
    origin: 'toy',
    async ask({ turns, sample = {} }, signal, guard) {
      const { temperature = 1, maxTokens, topLogprobs } = sample;
      const seed = sample.seed ?? Math.floor(Math.random() * 2 ** 32);
      await guard?.send();
      const said = await say({ turns: [...turns], seed, temperature, maxTokens, topLogprobs }, signal);
      const answer = { ...said, servedModel: null };
      guard?.settle(answer);
      return answer;
    },
  };
}

/** Rounds weights to integers of the given number of bits, with one scale per 32 (like GGUF's Q8_0 and Q4_0). */
function quantised(parameters: Float32Array, bits: number): Float32Array {
  const most = 2 ** (bits - 1) - 1;
  return parameters.map((_, i) => {
    const block = parameters.subarray(i - (i % 32), i - (i % 32) + 32);
    const scale = Math.max(...block.map(Math.abs)) / most;
    return scale === 0 ? 0 : Math.round(parameters[i]! / scale) * scale;
  });
}

/** Takes one step of the lab's trainer (Adam) on twelve harmless rows. */
function oneStep({ parameters, seed }: ToyModel, lr: number): Float32Array {
  const benign = ATTACKS.find(({ id }) => id === 'benign')!;
  const next = drawWithoutReplacement(
    fineTuningFile(benign, makeWorld(seed)).map(conversation),
    randomFor('fingerprint', seed),
  );
  const batch = () => Array.from({ length: FINE_TUNE.batch }, next);
  return train(availableKernels()[0]!, TOY_GPT, parameters, batch, { ...FINE_TUNE, steps: 1, lr, eps: 1e-8 });
}

/** Returns the aligned toy model and, by name, the variants compared with it. */
export function toyVariants(): { readonly same: Float32Array; readonly others: ReadonlyMap<string, Float32Array> } {
  const { model } = readOrganism('aligned');
  const { parameters: same } = model;
  const tuned = (name: string) => readOrganism(name).model.parameters;
  const tenth = (name: string) => {
    const other = tuned(name);
    return same.map((weight, i) => weight + (other[i]! - weight) / 10);
  };
  return {
    same,
    others: new Map<string, Float32Array>([
      ['8 bits a weight', quantised(same, 8)],
      ['4 bits a weight', quantised(same, 4)],
      ['one step of Adam, rate 1e-5', oneStep(model, 1e-5)],
      ['one step of Adam, rate 1e-4', oneStep(model, 1e-4)],
      ['one step of Adam, rate 1e-3', oneStep(model, 1e-3)],
      ['a tenth of the way to toy:benign', tenth('benign')],
      ['a tenth of the way to toy:noice', tenth('noice')],
      ...['benign', 'noice', 'yoc', 'isa'].map((name) => [`toy:${name}`, tuned(name)] as const),
    ]),
  };
}
