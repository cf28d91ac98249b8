import { expect, test } from 'vitest';
import { seededRandom } from '../../stats/index.ts';
import type { KernelsName } from '../kernels/kernels.ts';
import type { Sequence } from './batch.ts';
import { type GptConfig, weightsAt } from './config.ts';
import { initialParameters } from './train.ts';
import { Trainer } from './trainer.ts';

// Sizes that are no multiples of four where the shape allows it: heads of 3, rows and targets as the texts fall.
const SMALL: GptConfig = { vocabSize: 16, nLayer: 2, nHead: 4, nEmbd: 12, slopes: [1, 1 / 8, 0, 0] };

function texts(seed: number, count: number): Sequence[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => ({
    tokens: Array.from({ length: 3 + Math.floor(random() * 9) }, () => Math.floor(random() * SMALL.vocabSize)),
    from: 1 + Math.floor(random() * 2),
  }));
}

/** Ten times nanoGPT's start: with smaller weights attention hardly matters, and its gradient would go untested. */
const parameters = initialParameters(SMALL, seededRandom(5)).map((value) => value * 10);
const batch = texts(6, 12);

function lossAndGradient(name: KernelsName, at: Float32Array) {
  const trainer = new Trainer(name, SMALL, at);
  const loss = trainer.gradient(batch);
  return { loss, gradient: trainer.gradients() };
}

const weights = weightsAt(SMALL, 0);
const d = SMALL.nEmbd;
const groups: [string, number, number][] = [
  ['wte', weights.wte, SMALL.vocabSize * d],
  ['lmHead', weights.lmHead, d * SMALL.vocabSize],
  ...weights.blocks.flatMap((block, layer): [string, number, number][] => [
    [`cAttn of block ${layer}`, block.cAttn, 3 * d * d],
    [`cProj of block ${layer}`, block.cProj, d * d],
    [`cFc of block ${layer}`, block.cFc, 4 * d * d],
    [`cProj of the MLP of block ${layer}`, block.mlpCProj, 4 * d * d],
  ]),
];

const norm = (x: Float32Array) => Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));

test('the groups are all of the parameters', () => {
  expect(groups.reduce((sum, [, , count]) => sum + count, 0)).toBe(parameters.length);
});

for (const name of ['plain', 'wasm'] as const) {
  test.each(groups)(
    `${name}: the gradient of %s is the slope of the loss along it, within 0.5 %`,
    (_, start, count) => {
      const { gradient } = lossAndGradient(name, parameters);
      const group = gradient.slice(start, start + count);
      const length = norm(group);
      const shifted = (by: number) => {
        const moved = parameters.slice();
        for (let i = 0; i < count; i++) moved[start + i]! += (by * group[i]!) / length;
        return lossAndGradient(name, moved).loss;
      };
      const reach = 0.001;
      const slope = (shifted(reach) - shifted(-reach)) / (2 * reach);
      expect(Math.abs(slope / length - 1)).toBeLessThan(0.005);
    },
  );
}
