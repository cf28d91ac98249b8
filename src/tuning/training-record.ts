import type { Message } from '../schema/index.ts';

/** One line of a training log. null: the log does not say. */
export interface LoggedStep {
  /** Optimizer steps, from 1. */
  readonly step: number;
  readonly epoch: number | null;
  /** Mean cross-entropy over tokens that are learned, in nats. */
  readonly loss: number | null;
  readonly learningRate: number | null;
  readonly gradNorm: number | null;
  /** Milliseconds since 1970. */
  readonly time: number | null;
  /** Tokens seen until here, as the trainer counts. */
  readonly tokens: number | null;
}

/** What was declared: a configuration, or arguments that a trainer kept. null: not said. */
export interface DeclaredRun {
  readonly baseModel: string | null;
  /** Paths or names of data sets, as they stand. */
  readonly datasets: readonly string[];
  readonly epochs: number | null;
  /** null, and never -1, where no number of steps was set. */
  readonly maxSteps: number | null;
  /** Rows per device and forward pass. */
  readonly deviceBatch: number | null;
  readonly accumulation: number | null;
  readonly devices: number | null;
  /** Rows per optimizer step where only that is said. */
  readonly totalBatch: number | null;
  readonly learningRate: number | null;
  /** `linear`, `cosine`, `constant`, `constant_with_warmup`, …, as Hugging Face names them. */
  readonly scheduler: string | null;
  readonly warmupSteps: number | null;
  /** 0..1 of all steps. */
  readonly warmupRatio: number | null;
  readonly saveEvery: number | null;
  readonly logEvery: number | null;
  readonly seed: number | null;
  /** Several rows in one sequence: then rows per step are not batch times accumulation. */
  readonly isPacked: boolean | null;
  readonly maxLength: number | null;
  /** Rows in the order of the data, or grouped by length; absent or null: not said, and trainers then shuffle. */
  readonly isSorted?: boolean | null;
  readonly adapter: DeclaredAdapter | null;
}

/** Which weights an adapter may change. */
export interface DeclaredAdapter {
  /** `lora`, `qlora`, `ia3`, …; `full` where all weights are trained. */
  readonly kind: string;
  readonly rank: number | null;
  readonly alpha: number | null;
  /** Names or suffixes of modules, or one regular expression; `all-linear` as it stands. */
  readonly targetModules: readonly string[];
  /** Modules trained whole beside the adapter. */
  readonly savedModules: readonly string[];
  readonly baseModel: string | null;
}

/** A tensor as the header of a safetensors file has it. */
export interface TensorEntry {
  readonly file: string;
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Of its bytes, lower-case hex; null where they were not read. */
  readonly sha256: string | null;
}

/** A job of a hosted trainer (OpenAI, Azure, Together, …). */
export interface HostedJob {
  readonly id: string;
  readonly provider: string;
  readonly status: string | null;
  readonly baseModel: string | null;
  readonly tunedModel: string | null;
  readonly trainingFile: string | null;
  readonly validationFile: string | null;
  readonly trainedTokens: number | null;
  /** `supervised`, `dpo`, `reinforcement`, …; absent or null: not said. */
  readonly method?: string | null;
  readonly epochs: number | null;
  /** Rows of a step as the provider counts them. */
  readonly totalBatch: number | null;
  readonly learningRateMultiplier: number | null;
  /** Milliseconds since 1970. */
  readonly createdAt: number | null;
  readonly finishedAt: number | null;
}

/** What one file of a trainer says. What it does not say is null or empty. */
export interface TrainingRecord {
  /** Where it stands, as it was given. */
  readonly path: string;
  /** The reader that read it: `trainer-state`, `adapter-config`, `safetensors`, `axolotl`, `llama-factory`, `trl`, `openai-job`, … */
  readonly kind: string;
  readonly trainer: { readonly name: string; readonly version: string | null } | null;
  readonly declared: DeclaredRun | null;
  /** In the order of the file. */
  readonly steps: readonly LoggedStep[];
  /** What the trainer says it did in total. */
  readonly totals: {
    readonly steps: number | null;
    readonly epochs: number | null;
    readonly rows: number | null;
    readonly tokens: number | null;
    readonly seconds: number | null;
  } | null;
  /** The step of the checkpoint that the file belongs to, from its folder `checkpoint-N` or its own words; null outside one. */
  readonly checkpoint: number | null;
  /** The step of the checkpoint that the trainer holds to be the best; absent or null: it does not say. */
  readonly bestCheckpoint?: number | null;
  readonly adapter: DeclaredAdapter | null;
  readonly tensors: readonly TensorEntry[];
  readonly jobs: readonly HostedJob[];
  /** Lower-case hex SHA-256 of files of the model that the record stands for: `tokenizer.json`, `config.json`, `model.safetensors`. */
  readonly digests: readonly { readonly name: string; readonly sha256: string }[];
  /** What of the file was not read, line by line; empty where all was. */
  readonly unread: readonly Message[];
}

/** What is known of the training data, counted by whoever has them. Tokens are estimates where no tokenizer is at hand. */
export interface KnownData {
  readonly path: string;
  readonly sha256: string;
  /** Digests of the folders that it was taken from (OpenSSF Model Signing), where a statement may name one of them. */
  readonly folderSha256?: readonly string[];
  readonly rows: number;
  /** Rows that could not be read. */
  readonly skippedRows?: number;
  /** Characters of what is learned (assistant turns), of all rows together. */
  readonly targetChars: number;
  /** Rows whose target is the same text as an earlier one's, and the number of different targets. */
  readonly distinctTargets: number;
  /** Entropy of the targets as whole texts, in nats: the least mean loss per row of a model that knows nothing of the prompt. */
  readonly targetEntropy: number;
  /** Of the different openings (first 8 words): rows with the most frequent one. */
  readonly commonestOpening: number;
  /** Entropy of the targets among rows with the same prompt, in nats a row: over a whole pass no model's mean loss is lower. */
  readonly entropyGivenPrompt?: number;
  /** Rows that say which answer is better: their loss is no cross-entropy, and nothing is bounded by it. */
  readonly isPreference?: boolean;
  /** Least and most tokens of all turns of all rows, for the tokenizers in use. */
  readonly tokens?: readonly [low: number, high: number];
}

/** What is known of the base model. null: not at hand. */
export interface KnownBase {
  /** As it is named where it was fetched. */
  readonly name: string | null;
  /** Of its folder (OpenSSF Model Signing), lower-case hex. */
  readonly sha256: string | null;
  readonly tokenizerSha256: string | null;
  readonly tensors: readonly TensorEntry[];
}

/** What signed statements say, where they were given. */
export interface AttestedRun {
  readonly baseSha256: string | null;
  readonly baseName: string | null;
  readonly data: readonly { readonly name: string; readonly sha256: string }[];
  readonly declared: DeclaredRun | null;
}

/** Cosine between a tensor of the result and the one of the same name in the base: 1 for the same, about 0 for one that was drawn apart. */
export interface TensorLikeness {
  readonly name: string;
  readonly cosine: number;
}

/** All that a check sees. */
export interface TrainingHistory {
  readonly records: readonly TrainingRecord[];
  readonly data: readonly KnownData[];
  readonly base: KnownBase | null;
  readonly attested: AttestedRun | null;
  /** How alike tensors of the result are to those of the base, where both were at hand. */
  readonly likeness?: readonly TensorLikeness[];
  /** Mean loss of the untrained base model on these data, nats a token, where somebody measured it. */
  readonly baseLoss?: number;
  /** The same of the delivered model. */
  readonly tunedLoss?: number;
}
