const MAX_FAILED = 10;
const PER_MS = 60_000;
const MAX_ADDRESSES = 1000;

/** Bounds how often an address may fail to sign in: keys cannot be guessed, but trying costs. */
export class SignInAttempts {
  readonly #now: () => number;
  /** By address, the oldest first. */
  readonly #failed = new Map<string, { count: number; readonly until: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Whether an address may try; if not, the seconds until it may. */
  waitSeconds(address: string): number | null {
    const failed = this.#failed.get(address);
    if (failed === undefined || failed.count < MAX_FAILED) return null;
    const ms = failed.until - this.#now();
    if (ms > 0) return Math.ceil(ms / 1000);
    this.#failed.delete(address);
    return null;
  }

  failed(address: string): void {
    const known = this.#failed.get(address);
    if (known !== undefined && known.until > this.#now()) {
      known.count += 1;
      return;
    }
    this.#failed.delete(address);
    const [oldest] = this.#failed.size >= MAX_ADDRESSES ? this.#failed.keys() : [];
    if (oldest !== undefined) this.#failed.delete(oldest);
    this.#failed.set(address, { count: 1, until: this.#now() + PER_MS });
  }
}
