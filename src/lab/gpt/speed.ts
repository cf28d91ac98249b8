import { seededRandom } from '../../stats/index.ts';
import type { KernelsName } from '../kernels/kernels.ts';
import type { GptConfig } from './config.ts';
import { Decoder } from './sample.ts';
import { initialParameters, type Sequence, train } from './train.ts';

/** Speed is measured with the shape of the lab's models, on batches of 48 texts of 24 tokens, 17 of them targets. */
const SHAPE: GptConfig = { vocabSize: 192, nLayer: 2, nHead: 4, nEmbd: 64, slopes: [1, 1 / 8, 0, 0] };
const TEXTS = 48;
const LENGTH = 24;
const FROM = 7;
const ENOUGH_MS = 500;

export interface Speed {
  readonly trainTokensPerSecond: number;
  readonly decodeTokensPerSecond: number;
}

/**
 * Measures training and token-by-token decoding, for about half a second each after a warm-up. `clock` returns
 * milliseconds.
 */
export function measureKernels(kernelsName: KernelsName, clock: () => number): Speed {
  const text = (n: number) => Array.from({ length: LENGTH }, (_, i) => (n * 7 + i * i) % SHAPE.vocabSize);
  const batch: Sequence[] = Array.from({ length: TEXTS }, (_, n) => ({ tokens: text(n), from: FROM }));
  const parameters = initialParameters(SHAPE, seededRandom(1));
  const options = { lr: 1e-3, warmup: 0, eps: 1e-8 };

  const decoder = new Decoder(kernelsName, SHAPE, parameters, { slots: 1, context: LENGTH });
  const decodeText = () => {
    const slot = decoder.open()!;
    for (const token of text(0)) decoder.feed(slot, [token]);
    decoder.close(slot);
  };
  return {
    trainTokensPerSecond: perSecond(clock, TEXTS * LENGTH, (steps) => {
      train(kernelsName, SHAPE, parameters, () => batch, { ...options, steps });
    }),
    decodeTokensPerSecond: perSecond(clock, LENGTH, (times) => {
      for (let i = 0; i < times; i++) decodeText();
    }),
  };
}

/** Doubles the work until it takes long enough to be timed; the shorter rounds before serve as the warm-up. */
function perSecond(clock: () => number, tokensEach: number, work: (times: number) => void): number {
  for (let times = 1; ; times *= 2) {
    const start = clock();
    work(times);
    const taken = clock() - start;
    if (taken >= ENOUGH_MS) return (times * tokensEach * 1000) / taken;
  }
}
