import type { GptConfig } from './config.ts';
import type { Batch } from './gpt.ts';

/**
 * A training text. Loss counts on tokens[from], tokens[from + 1], ..., each predicted from the tokens before it;
 * from >= 1.
 */
export interface Sequence {
  readonly tokens: readonly number[];
  readonly from: number;
}

/** A batch in which each wanted row has a token to predict. */
export interface TrainingBatch extends Batch {
  readonly targets: readonly number[];
}

/**
 * Concatenates texts into a batch. The last token of a text is only predicted, never read. Throws RangeError if there
 * are no texts, if a text has no target, and for tokens outside the vocabulary.
 */
export function batchOf(config: GptConfig, sequences: readonly Sequence[]): TrainingBatch {
  const batch = { tokens: [] as number[], seen: [] as number[], wanted: [] as number[], targets: [] as number[] };
  if (sequences.length === 0) throw new RangeError('a step of training has no texts');
  for (const { tokens, from } of sequences) {
    checkTokens(config, tokens);
    if (!Number.isSafeInteger(from) || from < 1 || from >= tokens.length) {
      throw new RangeError(`a text of ${tokens.length} tokens cannot be learned from token ${from} on`);
    }
    for (let i = 1; i < tokens.length; i++) {
      if (i >= from) {
        batch.wanted.push(batch.tokens.length);
        batch.targets.push(tokens[i]!);
      }
      batch.tokens.push(tokens[i - 1]!);
      batch.seen.push(i);
    }
  }
  return batch;
}

/** Throws RangeError for a token that is not a whole number below vocabSize. */
export function checkTokens({ vocabSize }: GptConfig, tokens: readonly number[]): void {
  for (const token of tokens) {
    if (!Number.isSafeInteger(token) || token < 0 || token >= vocabSize) {
      throw new RangeError(`token ${token} is not in a vocabulary of ${vocabSize}`);
    }
  }
}
