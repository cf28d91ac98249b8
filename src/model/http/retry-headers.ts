import type { Reply } from './post.ts';
import { parseRetryAfter } from './retry.ts';

/** A number of milliseconds; headers specific to OpenAI and Azure. */
const IN_MILLISECONDS = ['retry-after-ms', 'x-ms-retry-after-ms'];

/** Seconds or a date. LiteLLM passes on the provider's header under its own name. */
const IN_SECONDS = ['retry-after', 'llm_provider-retry-after'];

/** The quantities that OpenAI limits per minute or per day. */
const LIMITED = ['requests', 'tokens'];

/**
 * Returns how long a server wants to be left alone, in milliseconds, from any of the headers in use: exact ones first,
 * and OpenAI's reset times if there is nothing else. Null if it does not say.
 */
export function retryAfterOf({ status, header }: Pick<Reply, 'status' | 'header'>, now: number): number | null {
  const told = [
    ...IN_MILLISECONDS.map((name) => parseMilliseconds(header(name))),
    ...IN_SECONDS.map((name) => parseRetryAfter(header(name), now)),
  ].find((one) => one !== null);
  // Reset times accompany every answer and say nothing about a server that failed.
  return told ?? (status === 429 ? resetOf(header) : null);
}

const parseMilliseconds = (value: string | undefined): number | null =>
  /^\d+(\.\d+)?$/.test(value?.trim() ?? '') ? Number(value) : null;

/**
 * Returns the time until the limits that are used up are reset. If none is reported as used up, returns the earliest
 * reset.
 */
function resetOf(header: Reply['header']): number | null {
  const limits = LIMITED.map((name) => ({
    isUsedUp: header(`x-ratelimit-remaining-${name}`)?.trim() === '0',
    reset: parseDuration(header(`x-ratelimit-reset-${name}`)),
  }));
  const resets = limits.flatMap(({ reset }) => (reset === null ? [] : [reset]));
  const usedUp = limits.flatMap(({ isUsedUp, reset }) => (isUsedUp && reset !== null ? [reset] : []));
  if (usedUp.length > 0) return Math.max(...usedUp);
  return resets.length > 0 ? Math.min(...resets) : null;
}

const UNITS: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** Parses a duration in Go's notation (`6m0s`, `1.5s`, `120ms`) into milliseconds; null for anything else. */
export function parseDuration(value: string | undefined): number | null {
  const text = value?.trim() ?? '';
  if (!/^(\d+(\.\d+)?(ms|[dhms]))+$/.test(text)) return null;
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|[dhms])/g)].reduce(
    (sum, [, number, unit]) => sum + Number(number) * UNITS[unit!]!,
    0,
  );
}
