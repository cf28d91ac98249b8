import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { AccessKey } from './access-key.ts';

/** The limit that makes a request wait, and for how long, in seconds. */
export interface LimitReached {
  readonly what: 'requests' | 'tokens' | 'concurrent';
  readonly retryAfter: number;
}

const SECONDS = 60;

/** Enforces the limits of keys: requests and tokens per minute, and concurrent requests. */
export class AccessLimiter {
  readonly #requests = new Map<string, RateLimiterMemory>();
  readonly #tokens = new Map<string, RateLimiterMemory>();
  readonly #running = new Map<string, number>();

  constructor(keys: readonly AccessKey[]) {
    for (const { id, limits } of keys) {
      if (limits.requestsPerMinute !== null) this.#requests.set(id, minutely(limits.requestsPerMinute));
      if (limits.tokensPerMinute !== null) this.#tokens.set(id, minutely(limits.tokensPerMinute));
    }
  }

  /** Counts a request in, to be counted out by `leave`, or returns the limit that was reached. */
  async enter({ id, limits }: AccessKey): Promise<LimitReached | null> {
    const running = this.#running.get(id) ?? 0;
    if (limits.concurrent !== null && running >= limits.concurrent) return { what: 'concurrent', retryAfter: 1 };
    this.#running.set(id, running + 1);
    const reached = (await this.#tokensUsed(id)) ?? (await this.#requestsUsed(id));
    if (reached !== null) this.#leave(id);
    return reached;
  }

  /** Counts a finished request out; `tokens` is the number it used. */
  leave({ id }: AccessKey, tokens: number): void {
    this.#leave(id);
    if (tokens > 0) void this.#tokens.get(id)?.penalty(id, tokens);
  }

  #leave(id: string): void {
    this.#running.set(id, (this.#running.get(id) ?? 1) - 1);
  }

  async #requestsUsed(id: string): Promise<LimitReached | null> {
    try {
      await this.#requests.get(id)?.consume(id);
      return null;
    } catch (reached) {
      if (!(reached instanceof RateLimiterRes)) throw reached;
      return { what: 'requests', retryAfter: Math.ceil(reached.msBeforeNext / 1000) };
    }
  }

  /** Token counts are known only once an answer is over: a client that used up its tokens waits for the next minute. */
  async #tokensUsed(id: string): Promise<LimitReached | null> {
    const used = await this.#tokens.get(id)?.get(id);
    if (used == null || used.remainingPoints > 0) return null;
    return { what: 'tokens', retryAfter: Math.ceil(used.msBeforeNext / 1000) };
  }
}

const minutely = (points: number) => new RateLimiterMemory({ points, duration: SECONDS });
