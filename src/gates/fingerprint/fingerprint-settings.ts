import { ZenbunError } from '../../errors.ts';
import { DEFAULT_RULE } from '../../fingerprint/index.ts';
import type { Caps } from '../../probe/index.ts';

/** Options of `zenbun fingerprint`, as typed or read from a configuration. */
export interface FingerprintFlags {
  readonly method?: 'auto' | 'logprob' | 'border';
  readonly endpoint?: 'chat' | 'completion';
  /** Number of requests for the reference or for a check. */
  readonly requests?: number | string;
  readonly digest?: string;
  readonly alpha?: number | string;
  readonly margin?: number | string;
  readonly maxRequests?: number | string;
  readonly maxTokens?: number | string;
  readonly concurrency?: number | string;
  readonly timeout?: number | string;
}

/** The same options, parsed and checked. */
export interface FingerprintSettings {
  readonly method: 'auto' | 'logprob' | 'border';
  readonly endpoint: 'chat' | 'completion';
  /** null: the default of the method. */
  readonly requests: number | null;
  readonly digest: string | null;
  readonly alpha: number;
  readonly margin: number | null;
  readonly caps: Caps;
  readonly concurrency: number;
  /** Limit for one request, in seconds; null: the default. */
  readonly timeout: number | null;
}

/** Default numbers of requests. Border inputs give only text, so it takes more of them to bound a difference. */
export const DEFAULT_REQUESTS = { save: { logprob: 50, border: 50 }, check: { logprob: 10, border: 50 } } as const;

/**
 * Requests at a time. A server with one slot queues them; batches give a reference the noise that occurs in service.
 */
const DEFAULT_CONCURRENCY = 4;

/** Parses options. Throws `usage` for invalid ones. */
export function fingerprintSettings(flags: FingerprintFlags): FingerprintSettings {
  const { digest } = flags;
  return {
    method: choice('method', flags.method ?? 'auto', ['auto', 'logprob', 'border']),
    endpoint: choice('endpoint', flags.endpoint ?? 'chat', ['chat', 'completion']),
    requests: optional(flags.requests, (value) => whole('requests', value, 1, 10_000)),
    digest: digest ?? null,
    alpha: within('alpha', flags.alpha ?? DEFAULT_RULE.alpha, 1e-4, 0.5),
    margin: optional(flags.margin, (value) => within('margin', value, 0, 10)),
    caps: {
      ...(flags.maxRequests === undefined ? {} : { requests: whole('max-requests', flags.maxRequests, 0, 1e12) }),
      ...(flags.maxTokens === undefined ? {} : { tokens: whole('max-tokens', flags.maxTokens, 0, 1e15) }),
    },
    concurrency: whole('concurrency', flags.concurrency ?? DEFAULT_CONCURRENCY, 1, 1024),
    timeout: optional(flags.timeout, (value) => within('timeout', value, 0.1, 86_400)),
  };
}

const optional = <T>(value: number | string | undefined, read: (value: number | string) => T): T | null =>
  value === undefined ? null : read(value);

function choice<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found !== undefined) return found;
  throw new ZenbunError('usage', {
    en: `--${name} is one of ${allowed.join(', ')} (given: ${value})`,
    ja: `--${name} は ${allowed.join('、')} のいずれかを指定してください（指定値：${value}）`,
  });
}

function within(name: string, value: number | string, low: number, high: number): number {
  const number = typeof value === 'number' || value.trim() !== '' ? Number(value) : Number.NaN;
  if (number >= low && number <= high) return number;
  throw new ZenbunError('usage', {
    en: `--${name} is a number from ${low} to ${high} (given: ${value})`,
    ja: `--${name} は ${low} から ${high} の数値で指定してください（指定値：${value}）`,
  });
}

function whole(name: string, value: number | string, low: number, high: number): number {
  const number = Number(value);
  if (Number.isSafeInteger(number) && number >= low && number <= high && String(value).trim() !== '') return number;
  throw new ZenbunError('usage', {
    en: `--${name} is a whole number from ${low} to ${high} (given: ${value})`,
    ja: `--${name} は ${low} から ${high} の整数で指定してください（指定値：${value}）`,
  });
}
