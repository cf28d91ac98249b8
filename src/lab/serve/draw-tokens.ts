import { logProbabilities, sampleToken } from '../gpt/sample.ts';
import { TOKEN } from '../world/tokens.ts';
import type { SlotDecoder } from './served-model.ts';

/** A token of an answer. */
export interface Drawn {
  readonly token: number;
  /** The log probabilities of all tokens in its place; null if not requested. */
  readonly logProbabilities: Float32Array | null;
}

export interface DrawOptions {
  /** Maximum number of tokens to draw. */
  readonly most: number;
  readonly temperature: number;
  readonly random: () => number;
  readonly withLogProbabilities: boolean;
  /** Resolves when the next token may be computed. */
  readonly turn: () => Promise<void>;
  /** Aborted when the answer is no longer wanted. */
  readonly signal: AbortSignal;
}

/**
 * Draws the tokens that follow a prompt in an empty slot, up to and including the end token. Each token is computed
 * only when it is requested. Throws the signal's reason once that is aborted. The slot stays open.
 */
export async function* drawTokens(
  decoder: SlotDecoder,
  slot: number,
  prompt: readonly number[],
  options: DrawOptions,
): AsyncGenerator<Drawn, void, void> {
  let unread = prompt;
  for (let count = 0; count < options.most; count++) {
    await options.turn();
    options.signal.throwIfAborted();
    const logits = decoder.feed(slot, unread);
    const token = sampleToken(logits, options);
    yield { token, logProbabilities: options.withLogProbabilities ? logProbabilities(logits) : null };
    if (token === TOKEN.end) return;
    unread = [token];
  }
}
