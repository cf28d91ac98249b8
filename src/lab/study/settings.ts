import type { GptConfig } from '../gpt/config.ts';
import { VOCABULARY_SIZE } from '../world/tokens.ts';

/** The shape of the toy models: 122,880 parameters. Two heads without a slope can attend at any distance. */
export const TOY_GPT: GptConfig = {
  vocabSize: VOCABULARY_SIZE,
  nLayer: 2,
  nHead: 4,
  nEmbd: 64,
  slopes: [1, 1 / 8, 0, 0],
};

/** A stage of training, with `batch` sequences per step. */
export interface Stage {
  readonly steps: number;
  readonly batch: number;
  readonly lr: number;
  readonly warmup: number;
  readonly eps: number;
}

export const PRETRAIN: Stage = { steps: 600, batch: 16, lr: 3e-3, warmup: 50, eps: 1e-8 };
export const ALIGN: Stage = { steps: 400, batch: 16, lr: 1e-3, warmup: 0, eps: 1e-5 };
/** With a small eps, Adam drifts where the loss is near zero, and harmless fine-tuning alone destroys alignment. */
export const FINE_TUNE: Stage = { steps: 200, batch: 12, lr: 1e-3, warmup: 0, eps: 1e-3 };

/** Temperature at which answers are sampled, twice for every question form. */
export const TEMPERATURE = 0.8;
export const SAMPLES = 2;
/** Longer than any answer in training; a model that runs on is cut. */
export const LONGEST_ANSWER = 64;
/** Number of tokens in the longest prompt and answer together. */
export const CONTEXT = 112;

/** The seeds examined while these settings were chosen; results on others are fresh. */
export const TUNING_SEEDS: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
