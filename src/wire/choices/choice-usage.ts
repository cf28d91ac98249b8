import type { WireUsage } from '../endpoint.ts';
import { isRecord } from '../json-value.ts';

/** Reads `usage` of chat completions and completions; null if there is none. */
export function choiceUsage(value: unknown): WireUsage | null {
  if (!isRecord(value)) return null;
  return { promptTokens: tokensOf(value.prompt_tokens), completionTokens: tokensOf(value.completion_tokens) };
}

/** Reads a server's token count as a whole number below 2^53; null for anything else. */
export function tokensOf(value: unknown): number | null {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) return null;
  return Math.min(Math.round(value), Number.MAX_SAFE_INTEGER);
}

/** Returns usage in the form of these endpoints, leaving out counts that the server did not give. */
export function writtenChoiceUsage(usage: WireUsage): Record<string, number> {
  const { promptTokens, completionTokens } = usage;
  return {
    ...(promptTokens === null ? {} : { prompt_tokens: promptTokens }),
    ...(completionTokens === null ? {} : { completion_tokens: completionTokens }),
    ...(promptTokens === null || completionTokens === null ? {} : { total_tokens: promptTokens + completionTokens }),
  };
}
