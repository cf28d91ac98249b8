const MAX_FAILED = 10;
const PER_MS = 60_000;
const MAX_ADDRESSES = 1000;

export interface SignInAttempt {
  /** Seconds until failures of this address are reported as such again; null if it has not failed too often. */
  readonly waitSeconds: number | null;
  /** Marks the attempt as successful. */
  succeeded(): void;
}

/**
 * Limits how often an address may fail to sign in. Keys cannot be guessed, so a correct key is always accepted: many
 * people may share an address, and nobody there can lock the others out.
 */
export class SignInAttempts {
  readonly #now: () => number;
  /** By address, the oldest first. */
  readonly #failed = new Map<string, { count: number; readonly until: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * Begins an attempt. It counts as failed until it is known to have succeeded, so that simultaneous attempts count
   * too.
   */
  begin(address: string): SignInAttempt {
    const attempt = this.#attemptOf(address);
    const isOver = attempt.count >= MAX_FAILED;
    if (!isOver) attempt.count += 1;
    return {
      waitSeconds: isOver ? Math.max(1, Math.ceil((attempt.until - this.#now()) / 1000)) : null,
      succeeded() {
        if (!isOver) attempt.count -= 1;
      },
    };
  }

  #attemptOf(address: string): { count: number; readonly until: number } {
    const known = this.#failed.get(address);
    if (known !== undefined && known.until > this.#now()) return known;
    this.#failed.delete(address);
    const [oldest] = this.#failed.size >= MAX_ADDRESSES ? this.#failed.keys() : [];
    if (oldest !== undefined) this.#failed.delete(oldest);
    const fresh = { count: 0, until: this.#now() + PER_MS };
    this.#failed.set(address, fresh);
    return fresh;
  }
}
