import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../stats/index.ts';
import { type GptConfig, weightsAt } from './config.ts';
import { Decoder, sampleToken } from './sample.ts';
import { initialParameters, learningRate, type Sequence, train } from './train.ts';

const CONFIG: GptConfig = { vocabSize: 16, nLayer: 2, nHead: 2, nEmbd: 24, slopes: [1 / 2, 0] };
const [FIRST, COPY, END] = [13, 14, 15];
const OPTIONS = { steps: 250, lr: 5e-3, warmup: 10, eps: 1e-8 };

/** A text of two words that must be repeated. */
function copyTask(random: () => number): Sequence {
  const words = [0, 1].map(() => Math.floor(random() * FIRST));
  return { tokens: [FIRST, ...words, COPY, ...words, END], from: 4 };
}

function learnToCopy(name: 'plain' | 'wasm', steps: number) {
  const random = seededRandom(1);
  const start = initialParameters(CONFIG, random);
  const losses: number[] = [];
  const batch = () => Array.from({ length: 16 }, () => copyTask(random));
  const parameters = train(name, CONFIG, start, batch, { ...OPTIONS, steps }, (_, loss) => losses.push(loss));
  return { start, parameters, losses };
}

test('a model learns to copy', () => {
  const { parameters, losses } = learnToCopy('wasm', OPTIONS.steps);
  expect(losses[0]).toBeCloseTo(Math.log(CONFIG.vocabSize), 1);
  expect(losses.at(-1)).toBeLessThan(0.5);
  const decoder = new Decoder('wasm', CONFIG, parameters, { slots: 1, context: 8 });
  const slot = decoder.open()!;
  let logits = decoder.feed(slot, [FIRST, 3, 9, COPY]);
  const said = [1, 2, 3].map(() => {
    const token = sampleToken(logits, { temperature: 0, random: () => 0 });
    logits = decoder.feed(slot, [token]);
    return token;
  });
  expect(said).toEqual([3, 9, END]);
});

describe.each(['plain', 'wasm'] as const)('%s', (name) => {
  test('the same training gives the same bytes, and leaves its start alone', () => {
    const once = learnToCopy(name, 20);
    const again = learnToCopy(name, 20);
    expect(again.parameters).toEqual(once.parameters);
    expect(again.losses).toEqual(once.losses);
    expect(once.start).toEqual(initialParameters(CONFIG, seededRandom(1)));
    expect(once.losses).toHaveLength(20);
  });

  test('no steps change nothing', () => {
    const { start, parameters } = learnToCopy(name, 0);
    expect(parameters).toEqual(start);
  });
});

test('the two kinds of kernels train alike', () => {
  const [plain, wasm] = (['plain', 'wasm'] as const).map((name) => learnToCopy(name, 20));
  plain!.losses.forEach((loss, step) => {
    expect(wasm!.losses[step]).toBeCloseTo(loss, 3);
  });
});

test('the learning rate climbs over the warm-up and falls to a tenth', () => {
  const options = { ...OPTIONS, steps: 110, lr: 1, warmup: 10 };
  const rates = Array.from({ length: 110 }, (_, step) => learningRate(step, options));
  expect(rates[0]).toBeCloseTo(0.1);
  expect(rates[9]).toBe(1);
  expect(rates[10]).toBe(1);
  expect(rates[60]).toBeCloseTo(0.55);
  expect(rates[109]).toBeCloseTo(0.109);
  expect(learningRate(0, { ...options, warmup: 0 })).toBe(1);
});

test('parameters start normal, with smaller projections into the residual stream', () => {
  const config = { ...CONFIG, nLayer: 8 };
  const parameters = initialParameters(config, seededRandom(3));
  const spread = (start: number, floats: number) =>
    Math.sqrt(parameters.subarray(start, start + floats).reduce((sum, value) => sum + value * value, 0) / floats);
  const { wte, blocks, lmHead } = weightsAt(config, 0);
  const d = config.nEmbd;
  expect(spread(wte, 16 * d)).toBeCloseTo(0.02, 2);
  expect(spread(lmHead, 16 * d) / 0.02).toBeCloseTo(1, 0);
  for (const block of blocks) {
    expect(Math.abs(spread(block.cAttn, 3 * d * d) / 0.02 - 1)).toBeLessThan(0.1);
    expect(Math.abs(spread(block.cProj, d * d) / 0.005 - 1)).toBeLessThan(0.15);
    expect(Math.abs(spread(block.cFc, 4 * d * d) / 0.02 - 1)).toBeLessThan(0.1);
    expect(Math.abs(spread(block.mlpCProj, 4 * d * d) / 0.005 - 1)).toBeLessThan(0.1);
  }
});

test.each<[string, Sequence[]]>([
  ['no texts', []],
  ['a vocabulary', [{ tokens: [1, 16], from: 1 }]],
  ['a vocabulary', [{ tokens: [1, -1], from: 1 }]],
  ['a vocabulary', [{ tokens: [0.5, 1], from: 1 }]],
  ['cannot be learned', [{ tokens: [1, 2], from: 0 }]],
  ['cannot be learned', [{ tokens: [1, 2], from: 2 }]],
  ['cannot be learned', [{ tokens: [], from: 1 }]],
])('refuses %s: %j', (message, sequences) => {
  const parameters = initialParameters(CONFIG, seededRandom(1));
  const run = () => train('plain', CONFIG, parameters, () => sequences, { ...OPTIONS, steps: 1 });
  expect(run).toThrow(RangeError);
  expect(run).toThrow(message);
});

test('training that diverges says so', () => {
  const parameters = initialParameters(CONFIG, seededRandom(1)).fill(Number.NaN);
  const run = () => train('wasm', CONFIG, parameters, () => [{ tokens: [1, 2], from: 1 }], OPTIONS);
  expect(run).toThrow('training diverged: the loss of step 0 is NaN');
});
