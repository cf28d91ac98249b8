import { type ChatTurn, encode, promptTokens } from '../world/tokens.ts';

/** What a model is fed before it answers. */
export interface Prompt {
  readonly tokens: readonly number[];
  /** Whether the answer's first word needs no space before it: nothing, or a space, stands there. */
  readonly startsFresh: boolean;
}

/** A conversation as a prompt; a last turn of the assistant is not over but continued. */
export function promptOf(turns: readonly ChatTurn[]): Prompt {
  const last = turns.at(-1);
  const prefill = last?.role === 'assistant' ? last.text : null;
  const tokens = promptTokens(prefill === null ? turns : turns.slice(0, -1));
  return { tokens: [...tokens, ...encode(prefill ?? '')], startsFresh: /(^|\s)$/.test(prefill ?? '') };
}
