import { ZenbunError } from '../errors.ts';
import { BucketConflict } from './bucket-conflict.ts';

const WAITS_MS = [1000, 2000, 5000, 10_000, 20_000, 60_000];

export interface PersistenceOptions {
  /** Milliseconds before each further attempt; the last value repeats. */
  readonly waitsMs?: readonly number[] | undefined;
  /** Called for the first failure after a success. */
  readonly onTrouble?: ((trouble: ZenbunError) => void) | undefined;
}

/**
 * Repeats failing work, after growing waits, until it succeeds, can never succeed (`BucketConflict`), or is asked to
 * end.
 */
export class Persistence {
  readonly #waitsMs: readonly number[];
  readonly #onTrouble: (trouble: ZenbunError) => void;
  readonly #wakes = new Set<() => void>();
  #isEnding = false;
  #isOver = false;
  #lastError: ZenbunError | null = null;

  constructor({ waitsMs = WAITS_MS, onTrouble = () => {} }: PersistenceOptions) {
    this.#waitsMs = waitsMs;
    this.#onTrouble = onTrouble;
  }

  /** The last failure; null once `succeeded` was called. */
  get lastError(): ZenbunError | null {
    return this.#lastError;
  }

  succeeded(): void {
    this.#lastError = null;
  }

  get isEnding(): boolean {
    return this.#isEnding;
  }

  get firstWaitMs(): number {
    return this.#waitsMs[0] ?? 0;
  }

  /** Rejects with a `BucketConflict` at once, and with any other failure when asked to end. */
  async insist<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt += 1) {
      if (this.#isOver) throw ended();
      try {
        return await work();
      } catch (cause) {
        if (cause instanceof BucketConflict) throw cause;
        const failure = passing(cause);
        if (this.#lastError === null) this.#onTrouble(failure);
        this.#lastError = failure;
        if (this.#isEnding) throw failure;
        await this.pause(this.#waitsMs[Math.min(attempt, this.#waitsMs.length - 1)] ?? 0);
      }
    }
  }

  /** Pauses; cut short when asked to end. */
  pause(ms: number): Promise<void> {
    if (this.#isEnding) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#wakes.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms).unref();
      this.#wakes.add(wake);
    });
  }

  /** Asks all work to end. After `mostMs` nothing new is begun. */
  async end(mostMs: number, running: Promise<void>): Promise<void> {
    this.#isEnding = true;
    for (const wake of [...this.#wakes]) wake();
    const timer = setTimeout(() => {
      this.#isOver = true;
    }, mostMs);
    await running;
    clearTimeout(timer);
  }
}

const ended = () => new ZenbunError('interrupted', { en: 'Stopped.', ja: '中断しました' });

/** Converts a failure that may not recur, including a nonsensical answer, to a ZenbunError. */
function passing(cause: unknown): ZenbunError {
  if (cause instanceof ZenbunError && cause.code !== 'damaged') return cause;
  const why = cause instanceof Error ? cause.message : String(cause);
  const localized = cause instanceof ZenbunError ? cause.localized : { en: why, ja: why };
  return new ZenbunError('upstream', localized, { cause });
}
