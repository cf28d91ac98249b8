import type { Reply } from './post.ts';
import { parseRetryAfter } from './retry.ts';

/** Milliseconds as a number: OpenAI's and Azure's own headers. */
const IN_MILLISECONDS = ['retry-after-ms', 'x-ms-retry-after-ms'];

/** Seconds or a date; LiteLLM passes on what the provider behind it said under a name of its own. */
const IN_SECONDS = ['retry-after', 'llm_provider-retry-after'];

/** What OpenAI limits by the minute or the day. */
const LIMITED = ['requests', 'tokens'];

/**
 * Milliseconds for which a server wants to be left alone, in any of the headers in use: the exact ones first, and OpenAI's times of
 * reset where it says nothing else. null where it does not say.
 */
export function retryAfterOf({ status, header }: Pick<Reply, 'status' | 'header'>, now: number): number | null {
  const told = [
    ...IN_MILLISECONDS.map((name) => parseMilliseconds(header(name))),
    ...IN_SECONDS.map((name) => parseRetryAfter(header(name), now)),
  ].find((one) => one !== null);
  // They stand beside every answer, and say nothing of a server that failed.
  return told ?? (status === 429 ? resetOf(header) : null);
}

const parseMilliseconds = (value: string | undefined): number | null =>
  /^\d+(\.\d+)?$/.test(value?.trim() ?? '') ? Number(value) : null;

/** When the limit that is used up is whole again; where none says that it is, the first that will be. */
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

/** A duration as Go writes it (`6m0s`, `1.5s`, `120ms`), in milliseconds; null for anything else. */
export function parseDuration(value: string | undefined): number | null {
  const text = value?.trim() ?? '';
  if (!/^(\d+(\.\d+)?(ms|[dhms]))+$/.test(text)) return null;
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|[dhms])/g)].reduce(
    (sum, [, number, unit]) => sum + Number(number) * UNITS[unit!]!,
    0,
  );
}
