import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../stats/index.ts';
import type { KernelsName } from '../kernels/kernels.ts';
import type { Sequence } from './batch.ts';
import { type GptConfig, weightsAt } from './config.ts';
import { initialParameters } from './train.ts';
import { Trainer } from './trainer.ts';

// Sizes that are not multiples of four where the shape allows it: heads of 3, and arbitrary numbers of rows and
// targets.
const SMALL: GptConfig = { vocabSize: 16, nLayer: 2, nHead: 4, nEmbd: 12, slopes: [1, 1 / 8, 0, 0] };

function texts(seed: number, count: number): Sequence[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => ({
    tokens: Array.from({ length: 3 + Math.floor(random() * 9) }, () => Math.floor(random() * SMALL.vocabSize)),
    from: 1 + Math.floor(random() * 2),
  }));
}

/**
 * Ten times nanoGPT's initial values. With smaller weights attention hardly matters, and its gradient would go
 * untested.
 */
const parameters = initialParameters(SMALL, seededRandom(5)).map((value) => value * 10);
const batch = texts(6, 24);

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
      // Short, because a ReLU that switches along the way bends the loss, but long enough for 32-bit precision.
      const reach = 0.0005;
      const slope = (shifted(reach) - shifted(-reach)) / (2 * reach);
      expect(Math.abs(slope / length - 1)).toBeLessThan(0.005);
    },
  );
}

test('WebAssembly and plain gradients agree to 1e-6 of their norm', () => {
  const [plain, wasm] = (['plain', 'wasm'] as const).map((name) => lossAndGradient(name, parameters));
  expect(Math.abs(wasm!.loss - plain!.loss)).toBeLessThan(1e-6 * plain!.loss);
  const difference = wasm!.gradient.map((value, i) => value - plain!.gradient[i]!);
  expect(norm(difference)).toBeLessThan(1e-6 * norm(plain!.gradient));
});

describe.each(['plain', 'wasm'] as const)('%s', (name) => {
  test('the loss is that of the mean over targets, whatever the texts are batched with', () => {
    const trainer = new Trainer(name, SMALL, parameters);
    const together = trainer.gradient(batch);
    const alone = batch.map((text) => ({ loss: trainer.gradient([text]), targets: text.tokens.length - text.from }));
    const targets = alone.reduce((sum, text) => sum + text.targets, 0);
    expect(alone.reduce((sum, { loss, targets: n }) => sum + loss * n, 0) / targets).toBeCloseTo(together, 5);
  });

  test('a larger batch moves everything to a larger memory, and changes nothing else', () => {
    const small = batch.slice(0, 1);
    const grown = new Trainer(name, SMALL, parameters);
    grown.gradient(small);
    grown.gradient(texts(9, 200));
    grown.gradient(small);
    const fresh = new Trainer(name, SMALL, parameters);
    fresh.gradient(small);
    expect(grown.gradients()).toEqual(fresh.gradients());
    expect(grown.parameters()).toEqual(parameters);
  });

  test.each([Number.POSITIVE_INFINITY, 0.25])(
    'an update is a step of Adam down a gradient no longer than %d',
    (greatestNorm) => {
      const trainer = new Trainer(name, SMALL, parameters);
      trainer.gradient(batch);
      const gradient = trainer.gradients();
      expect(norm(gradient)).toBeGreaterThan(0.25);
      // Without memory of earlier steps, the two moments are the gradient and its square.
      trainer.update({ step: 0, rate: 0.1, beta1: 0, beta2: 0, eps: 1, greatestNorm });
      const clip = Math.min(1, greatestNorm / norm(gradient));
      const wrong = trainer.parameters().filter((value, i) => {
        const g = gradient[i]! * clip;
        return Math.abs(value - (parameters[i]! - (0.1 * g) / (Math.abs(g) + 1))) > 1e-6;
      });
      expect(wrong).toHaveLength(0);
    },
  );
});
