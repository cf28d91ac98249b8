import { hash } from 'node:crypto';
import type { GatewayClient } from '../ports.ts';

/** Time within which the same request counts as a retry, in milliseconds. */
const RETRY_WITHIN_MS = 5 * 60_000;
/** Maximum number of remembered requests; beyond that, the oldest are forgotten. */
const MOST_REMEMBERED = 20_000;

/** Remembers recent requests by their hashes: a client that asks the same again was not satisfied. */
export class RecentRequests {
  readonly #seen = new Map<string, number>();

  /**
   * Reports whether this client sent these bytes shortly before `now` (milliseconds since 1970), and remembers them.
   */
  isRetry({ id, subject }: GatewayClient, bytes: Uint8Array, now: number): boolean {
    // Many people may share a key.
    const key = `${id}\n${subject ?? ''}\n${hash('sha1', bytes, 'base64')}`;
    const before = this.#seen.get(key);
    this.#seen.delete(key);
    this.#seen.set(key, now);
    if (this.#seen.size > MOST_REMEMBERED) this.#seen.delete(this.#seen.keys().next().value!);
    return before !== undefined && now - before <= RETRY_WITHIN_MS;
  }
}
