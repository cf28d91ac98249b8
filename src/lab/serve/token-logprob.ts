import { TOKENS, textOf } from '../world/tokens.ts';

/**
 * A token and its log probability at temperature 1, in OpenAI's format. `bytes` are UTF-8; null for a token without
 * text.
 */
interface TokenLogprob {
  readonly token: string;
  readonly logprob: number;
  readonly bytes: readonly number[] | null;
}

/** The drawn token, and the likeliest ones in its place, likeliest first. */
export interface DrawnLogprob extends TokenLogprob {
  readonly top_logprobs: readonly TokenLogprob[];
}

/** OpenAI's value for "next to impossible"; JSON has no infinity. */
const LEAST_LOGPROB = -9999;

/**
 * Describes a drawn token, given the log probabilities of all tokens in its place; `top` is how many of the likeliest
 * to list.
 */
export function drawnLogprob(
  logProbabilities: Float32Array,
  token: number,
  options: { top: number; isFirst: boolean },
): DrawnLogprob {
  const described = (number: number): TokenLogprob => {
    const text = textOf(number, options.isFirst);
    return {
      token: text === '' ? (TOKENS[number] ?? '<unused>') : text,
      logprob: Math.max(logProbabilities[number]!, LEAST_LOGPROB),
      bytes: text === '' ? null : [...new TextEncoder().encode(text)],
    };
  };
  const likeliest = [...logProbabilities.keys()].sort((a, b) => logProbabilities[b]! - logProbabilities[a]!);
  return { ...described(token), top_logprobs: likeliest.slice(0, options.top).map(described) };
}
