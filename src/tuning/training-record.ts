import type { Message } from '../schema/index.ts';

/** One line of a training log. null: the log does not say. */
export interface LoggedStep {
  /** Optimizer steps, from 1. */
  readonly step: number;
  readonly epoch: number | null;
  /** Mean cross-entropy over the tokens that are learned, in nats. */
  readonly loss: number | null;
  readonly learningRate: number | null;
  readonly gradNorm: number | null;
  /** Milliseconds since 1970. */
  readonly time: number | null;
  /** Tokens seen so far, as the trainer counts them. */
  readonly tokens: number | null;
}

/** What was declared, by a configuration or by arguments that a trainer kept. null: not stated. */
export interface DeclaredRun {
  readonly baseModel: string | null;
  /** Paths or names of data sets, unchanged. */
  readonly datasets: readonly string[];
  readonly epochs: number | null;
  /** null, and never -1, if no number of steps was set. */
  readonly maxSteps: number | null;
  /** Rows per device and forward pass. */
  readonly deviceBatch: number | null;
  readonly accumulation: number | null;
  readonly devices: number | null;
  /** Rows per optimizer step, if only that is stated. */
  readonly totalBatch: number | null;
  readonly learningRate: number | null;
  /** `linear`, `cosine`, `constant`, `constant_with_warmup`, …, as Hugging Face names them. */
  readonly scheduler: string | null;
  readonly warmupSteps: number | null;
  /** Share of all steps, 0..1. */
  readonly warmupRatio: number | null;
  readonly saveEvery: number | null;
  readonly logEvery: number | null;
  readonly seed: number | null;
  /** Several rows in one sequence: rows per step are then not batch times accumulation. */
  readonly isPacked: boolean | null;
  readonly maxLength: number | null;
  /** Rows in the order of the data, or grouped by length; absent or null: not stated, and trainers then shuffle. */
  readonly isSorted?: boolean | null;
  readonly adapter: DeclaredAdapter | null;
}

/** Which weights an adapter may change. */
export interface DeclaredAdapter {
  /** `lora`, `qlora`, `ia3`, …; `full` if all weights are trained. */
  readonly kind: string;
  readonly rank: number | null;
  readonly alpha: number | null;
  /** Names or suffixes of modules, or one regular expression; `all-linear` is kept as such. */
  readonly targetModules: readonly string[];
  /** Modules that are trained whole, next to the adapter. */
  readonly savedModules: readonly string[];
  readonly baseModel: string | null;
}

/** A tensor as described in the header of a safetensors file. */
export interface TensorEntry {
  readonly file: string;
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** SHA-256 of its bytes, lower-case hex; null if they were not read. */
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
  /** `supervised`, `dpo`, `reinforcement`, …; absent or null: not stated. */
  readonly method?: string | null;
  readonly epochs: number | null;
  /** Rows per step, as the provider counts them. */
  readonly totalBatch: number | null;
  readonly learningRateMultiplier: number | null;
  /** Milliseconds since 1970. */
  readonly createdAt: number | null;
  readonly finishedAt: number | null;
}

/** The contents of one file of a trainer. Anything that the file does not say is null or empty. */
export interface TrainingRecord {
  /** Its path, as it was given. */
  readonly path: string;
  /**
   * The reader that read it: `trainer-state`, `adapter-config`, `safetensors`, `axolotl`, `llama-factory`, `trl`,
   * `openai-job`, …
   */
  readonly kind: string;
  readonly trainer: { readonly name: string; readonly version: string | null } | null;
  readonly declared: DeclaredRun | null;
  /** In the order of the file. */
  readonly steps: readonly LoggedStep[];
  /** Totals of the run, as the trainer states them. */
  readonly totals: {
    readonly steps: number | null;
    readonly epochs: number | null;
    readonly rows: number | null;
    readonly tokens: number | null;
    readonly seconds: number | null;
  } | null;
  /** The step of the checkpoint that the file belongs to, from its folder (`checkpoint-N`); null outside one. */
  readonly checkpoint: number | null;
  /** The step of the checkpoint that the trainer considers the best; absent or null: not stated. */
  readonly bestCheckpoint?: number | null;
  readonly adapter: DeclaredAdapter | null;
  readonly tensors: readonly TensorEntry[];
  readonly jobs: readonly HostedJob[];
  /**
   * Lower-case hex SHA-256 of the model's files that the record covers: `tokenizer.json`, `config.json`,
   * `model.safetensors`.
   */
  readonly digests: readonly { readonly name: string; readonly sha256: string }[];
  /** Parts of the file that were not read, a message each; empty if all was read. */
  readonly unread: readonly Message[];
}

/** Facts about the training data, counted by whoever has them. Tokens are estimates if no tokenizer is at hand. */
export interface KnownData {
  readonly path: string;
  readonly sha256: string;
  /** Digests of the folders that the data were taken from (OpenSSF Model Signing); a statement may name one of them. */
  readonly folderSha256?: readonly string[];
  readonly rows: number;
  /** Rows that could not be read. */
  readonly skippedRows?: number;
  /** Characters that are learned (assistant turns), over all rows. */
  readonly targetChars: number;
  /** Number of different targets. */
  readonly distinctTargets: number;
  /**
   * Entropy of the targets as whole texts, in nats: the lowest mean loss per row of a model that knows nothing about
   * the prompt.
   */
  readonly targetEntropy: number;
  /** Number of rows with the most frequent opening (first 8 words). */
  readonly commonestOpening: number;
  /**
   * Entropy of the targets among rows with the same prompt, in nats per row: over a whole pass, no model's mean loss is
   * lower.
   */
  readonly entropyGivenPrompt?: number;
  /** Rows that say which answer is better: their loss is not a cross-entropy, so no bound applies to it. */
  readonly isPreference?: boolean;
  /** Lowest and highest number of tokens in all turns of all rows, for the tokenizers in use. */
  readonly tokens?: readonly [low: number, high: number];
}

/** Facts about the base model. null: not at hand. */
export interface KnownBase {
  /** The name under which it was fetched. */
  readonly name: string | null;
  /** SHA-256 of its folder (OpenSSF Model Signing), lower-case hex. */
  readonly sha256: string | null;
  readonly tokenizerSha256: string | null;
  readonly tensors: readonly TensorEntry[];
}

/** The contents of signed statements, if there are any. */
export interface AttestedRun {
  readonly baseSha256: string | null;
  readonly baseName: string | null;
  readonly data: readonly { readonly name: string; readonly sha256: string }[];
  readonly declared: DeclaredRun | null;
}

/**
 * Cosine between a tensor of the result and the one of the same name in the base: 1 if they are the same, about 0 if
 * they were initialised independently.
 */
export interface TensorLikeness {
  readonly name: string;
  readonly cosine: number;
}

/** Everything that a check sees. */
export interface TrainingHistory {
  readonly records: readonly TrainingRecord[];
  readonly data: readonly KnownData[];
  readonly base: KnownBase | null;
  readonly attested: AttestedRun | null;
  /** Likeness of tensors of the result to those of the base, if both were at hand. */
  readonly likeness?: readonly TensorLikeness[];
  /** Mean loss of the untuned base model on these data, in nats per token, if somebody measured it. */
  readonly baseLoss?: number;
  /** The same for the delivered model. */
  readonly tunedLoss?: number;
}
