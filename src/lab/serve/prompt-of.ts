import { type ChatTurn, encode, promptTokens } from '../world/tokens.ts';

/** The input that a model is fed before it answers. */
export interface Prompt {
  readonly tokens: readonly number[];
  /** True if the answer's first word needs no space before it, because nothing or a space precedes it. */
  readonly startsFresh: boolean;
}

/** Returns a conversation as a prompt; a final assistant turn is left open to be continued. */
export function promptOf(turns: readonly ChatTurn[]): Prompt {
  const last = turns.at(-1);
  const prefill = last?.role === 'assistant' ? last.text : null;
  const tokens = promptTokens(prefill === null ? turns : turns.slice(0, -1));
  return { tokens: [...tokens, ...encode(prefill ?? '')], startsFresh: /(^|\s)$/.test(prefill ?? '') };
}
