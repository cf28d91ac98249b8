import pLimit, { type LimitFunction } from 'p-limit';
import type { Attempt } from './attempt.ts';

/** What pauses need of the world; times in milliseconds, `now` since 1970. */
export interface PaceClock {
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** One try of a question. */
export interface PacedTry {
  /** The question was sent before. */
  readonly isAgain: boolean;
  /** Milliseconds for which a busy server is left alone, from what it asked for; null: it is given up instead. */
  readonly waitFor: (retryAfter: number | null) => number | null;
  readonly signal: AbortSignal;
}

/** Answers in a row after which one request more at a time is dared. */
const ANSWERS_FOR_ONE_MORE = 8;

const NO_PAUSE = { until: Number.NEGATIVE_INFINITY };

/**
 * How one server is asked, by all models that stand on it: never more than so many requests at a time, and none while it wants to
 * be left alone. A server that is too busy (`Failed.isBusy`) halves how many, once for all requests that were under way
 * when it said so; every eight answers allow one more.
 */
export class HostPace {
  readonly #most: number;
  readonly #clock: PaceClock;
  readonly #limit: LimitFunction;
  #pause = NO_PAUSE;
  /** How often it was slowed down. */
  #slowed = 0;
  /** When it was, more requests were under way than have been allowed since. */
  #wasCrowded = false;
  #answers = 0;
  #resent = 0;

  constructor(most: number, clock: PaceClock) {
    this.#most = most;
    this.#clock = clock;
    this.#limit = pLimit(most);
  }

  /** Requests at a time, as of now. */
  get concurrency(): number {
    return this.#limit.concurrency;
  }

  /** How many requests were sent again. */
  get resent(): number {
    return this.#resent;
  }

  /** Milliseconds that are left of a pause; 0 where there is none. */
  get pausedFor(): number {
    return Math.max(0, this.#pause.until - this.#clock.now());
  }

  /** Sends when there is room and no pause. Rejects as `request` does, or with the signal's reason. */
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
      // Here and not where the question is asked again: the next one in the queue is sent as soon as this slot is free.
      this.#pauseFor(waitFor(outcome.retryAfter));
      return isKnown && this.#wasCrowded ? { ...outcome, isLate: true } : outcome;
    });
  }

  /** Each pause is slept through once, so that a clock that is set back keeps nobody waiting for good. */
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

/** The paces of the servers of a run, one for each host; whoever opens models that are to share them passes one to all. */
export class HostPaces {
  readonly #most: number;
  readonly #clock: PaceClock;
  readonly #paces = new Map<string, HostPace>();

  /** `most`: requests at a time to one host. */
  constructor(most: number, clock: PaceClock) {
    this.#most = most;
    this.#clock = clock;
  }

  at(host: string): HostPace {
    const pace = this.#paces.get(host) ?? new HostPace(this.#most, this.#clock);
    this.#paces.set(host, pace);
    return pace;
  }

  /** How many requests were sent again, to all hosts, and which host is paused for longest; null where none is. */
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
