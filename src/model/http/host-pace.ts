import pLimit, { type LimitFunction } from 'p-limit';
import type { Attempt } from './attempt.ts';

/** The clock that pauses need. Times in milliseconds; `now` is since 1970. */
export interface PaceClock {
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** One try of a question. */
export interface PacedTry {
  /** True if the question was sent before. */
  readonly isAgain: boolean;
  /**
   * Returns how long to leave a busy server alone, in milliseconds, given the wait it asked for; null to give it up
   * instead.
   */
  readonly waitFor: (retryAfter: number | null) => number | null;
  readonly signal: AbortSignal;
}

/** Number of answers without a slowdown after which one more concurrent request is allowed. */
const ANSWERS_FOR_ONE_MORE = 8;

const NO_PAUSE = { until: Number.NEGATIVE_INFINITY };

/**
 * Paces the requests to one server for all models that use it. It limits the number of concurrent requests and sends
 * none while the server wants to be left alone. An overloaded server (`Failed.isBusy`) halves the limit, once for all
 * requests that were under way at that time; every eight answers raise it by one.
 */
export class HostPace {
  readonly #most: number;
  readonly #clock: PaceClock;
  readonly #limit: LimitFunction;
  #pause = NO_PAUSE;
  /** Number of times it was slowed down. */
  #slowed = 0;
  /** True if, at the last slowdown, more requests were under way than the new limit allows. */
  #wasCrowded = false;
  #answers = 0;
  #resent = 0;

  constructor(most: number, clock: PaceClock) {
    this.#most = most;
    this.#clock = clock;
    this.#limit = pLimit(most);
  }

  /** Number of concurrent requests allowed now. */
  get concurrency(): number {
    return this.#limit.concurrency;
  }

  /** Number of requests that were sent again. */
  get resent(): number {
    return this.#resent;
  }

  /** Milliseconds left of the current pause; 0 if there is none. */
  get pausedFor(): number {
    return Math.max(0, this.#pause.until - this.#clock.now());
  }

  /** Sends when there is room and no pause. Rejects if `request` does, or with the signal's reason. */
  send<T>(request: () => Promise<Attempt<T>>, { isAgain, waitFor, signal }: PacedTry): Promise<Attempt<T>> {
    return this.#limit(async () => {
      await this.#ready(signal);
      if (isAgain) this.#resent += 1;
      const slowed = this.#slowed;
      const outcome = await request();
      if (outcome.kind === 'done') this.#answered();
      if (outcome.kind === 'done' || !outcome.isBusy) return outcome;
      const isKnown = slowed !== this.#slowed;
      if (!isKnown) this.#slowDown();
      // Pause here rather than in the retry loop, because the next request in the queue is sent as soon as this slot is
      // free.
      this.#pauseFor(waitFor(outcome.retryAfter));
      return isKnown && this.#wasCrowded ? { ...outcome, isLate: true } : outcome;
    });
  }

  /** Sleeps through each pause only once, so that a clock that is set back does not block anyone forever. */
  async #ready(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    let slept = NO_PAUSE;
    while (this.#pause !== slept) {
      slept = this.#pause;
      if (this.pausedFor > 0) await this.#clock.sleep(this.pausedFor, signal);
    }
  }

  #answered(): void {
    this.#answers += 1;
    if (this.#answers < ANSWERS_FOR_ONE_MORE || this.concurrency >= this.#most) return;
    this.#answers = 0;
    this.#limit.concurrency += 1;
  }

  #slowDown(): void {
    this.#slowed += 1;
    this.#answers = 0;
    this.#limit.concurrency = Math.max(1, Math.floor(this.concurrency / 2));
    this.#wasCrowded = this.#limit.activeCount > this.concurrency;
  }

  #pauseFor(milliseconds: number | null): void {
    const until = this.#clock.now() + (milliseconds ?? 0);
    if (milliseconds !== null && until > this.#pause.until) this.#pause = { until };
  }
}

/** The paces of all servers of a run, one per host. Pass one instance to all models that should share them. */
export class HostPaces {
  readonly #most: number;
  readonly #clock: PaceClock;
  readonly #paces = new Map<string, HostPace>();

  /** @param most number of concurrent requests to one host */
  constructor(most: number, clock: PaceClock) {
    this.#most = most;
    this.#clock = clock;
  }

  at(host: string): HostPace {
    const pace = this.#paces.get(host) ?? new HostPace(this.#most, this.#clock);
    this.#paces.set(host, pace);
    return pace;
  }

  /** Number of requests sent again, over all hosts, and the host with the longest pause; null if none is paused. */
  get told(): PacesTold {
    const paces = [...this.#paces];
    const [longest] = paces
      .map(([host, { pausedFor }]) => ({ host, milliseconds: pausedFor }))
      .filter(({ milliseconds }) => milliseconds > 0)
      .sort((a, b) => b.milliseconds - a.milliseconds);
    return { resent: paces.reduce((sum, [, { resent }]) => sum + resent, 0), pause: longest ?? null };
  }
}

export interface PacesTold {
  readonly resent: number;
  readonly pause: { readonly host: string; readonly milliseconds: number } | null;
}
