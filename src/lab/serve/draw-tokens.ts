import { logProbabilities, sampleToken } from '../gpt/sample.ts';
import { TOKEN } from '../world/tokens.ts';
import type { SlotDecoder } from './served-model.ts';

/** A token of an answer. */
export interface Drawn {
  readonly token: number;
  /** The log probabilities of all tokens in its place; null where nobody asked. */
  readonly logProbabilities: Float32Array | null;
}

export interface DrawOptions {
  /** Most tokens to draw. */
  readonly most: number;
  readonly temperature: number;
  readonly random: () => number;
  readonly withLogProbabilities: boolean;
  /** Resolves when the next token may be worked out. */
  readonly turn: () => Promise<void>;
  /** Aborted when nobody wants the answer any more. */
  readonly signal: AbortSignal;
}

/**
 * Draws the tokens that follow a prompt in an empty slot, up to and with the end token. Each token is worked out only
 * when it is asked for. Throws the signal's reason once that is aborted. The slot stays open.
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
