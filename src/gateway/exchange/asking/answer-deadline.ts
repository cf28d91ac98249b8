import type { GatewayClock, Upstream, UpstreamAnswer, UpstreamRequest } from '../../ports.ts';

/** Time that a server has to end a stream after its end mark, in milliseconds. */
const LINGER_MS = 1000;

/** The answer of a server that is left if it takes too long. */
export interface TimedAnswer extends UpstreamAnswer {
  readonly deadline: AnswerDeadline;
}

/**
 * Asks a server and watches over the time of its answer from then on. Rejects as the server does. The body rejects when
 * the server is left. Whoever reads the body calls `deadline.end()` afterwards.
 */
export async function askWithDeadline(
  upstream: Upstream,
  request: UpstreamRequest,
  signal: AbortSignal,
  clock: GatewayClock,
): Promise<TimedAnswer> {
  const leaving = new AbortController();
  const since = clock.now();
  const answer = await upstream(request, AbortSignal.any([signal, leaving.signal]));
  const deadline = new AnswerDeadline(clock, answer.bounds ?? null, since, () =>
    leaving.abort(new Error('The model server took too long.')),
  );
  if (signal.aborted) deadline.end();
  signal.addEventListener('abort', () => deadline.end(), { once: true });
  return { ...answer, deadline };
}

/**
 * How long one answer of a server is waited for. What counts is what the server says: neither bytes nor comments are
 * pieces of an answer. Until the first text, the answer may take as long as its first piece; from then on, there must
 * not be too much time between two pieces. A whole answer has no pieces, so it must be complete in the time for the
 * first one.
 */
export class AnswerDeadline {
  readonly #clock: GatewayClock;
  readonly #bounds: UpstreamAnswer['bounds'] | null;
  readonly #leave: () => void;
  readonly #first: number;
  #deadline: number;
  #hasText = false;
  #isEnding = false;
  #isOver = false;
  #suspended = 0;
  /** Time of the timer that runs, in milliseconds since 1970. */
  #armedFor = Number.POSITIVE_INFINITY;
  #cancel: (() => void) | null = null;
  /** True if the server was left because it took too long. */
  isExhausted = false;

  /** `since`: when the server was asked, in milliseconds since 1970. Calls `leave` at most once. */
  constructor(clock: GatewayClock, bounds: UpstreamAnswer['bounds'] | null, since: number, leave: () => void) {
    this.#clock = clock;
    this.#bounds = bounds;
    this.#leave = leave;
    this.#first = bounds === null || bounds === undefined ? Number.POSITIVE_INFINITY : since + bounds.firstMs;
    this.#deadline = this.#first;
    this.#watch();
  }

  /** A piece of the answer has arrived. `isText` tells whether it adds text. */
  saw(now: number, isText: boolean): void {
    if (this.#isEnding || !this.#bounds) return;
    this.#hasText ||= isText;
    const next = now + this.#bounds.idleMs;
    this.#deadline = this.#hasText ? next : Math.max(this.#first, next);
    this.#watch();
  }

  /** While the client takes what it was sent, the server is not waited for: it cannot send more either. */
  async suspend(sending: Promise<void>): Promise<void> {
    const since = this.#clock.now();
    this.#suspended += 1;
    try {
      await sending;
    } finally {
      this.#suspended -= 1;
      this.#deadline += this.#clock.now() - since;
      this.#watch();
    }
  }

  /** The end mark has arrived: whatever still comes is read, but not waited for. */
  sawEnd(now: number): void {
    if (this.#isEnding) return;
    this.#isEnding = true;
    this.#deadline = Math.min(this.#deadline, now + LINGER_MS);
    this.#watch();
  }

  /** The answer was read, or is no longer wanted. */
  end(): void {
    this.#isOver = true;
    this.#cancel?.();
    this.#cancel = null;
  }

  /** A deadline that moves away does not restart the timer, which would cost more; it waits for the rest when it fires. */
  #watch(): void {
    if (this.#isOver || this.#deadline >= this.#armedFor) return;
    this.#cancel?.();
    this.#armedFor = this.#deadline;
    this.#cancel = this.#clock.after(Math.max(0, this.#deadline - this.#clock.now()), () => {
      this.#cancel = null;
      this.#armedFor = Number.POSITIVE_INFINITY;
      if (this.#suspended > 0) return;
      if (this.#clock.now() < this.#deadline) return this.#watch();
      this.end();
      this.isExhausted = true;
      this.#leave();
    });
  }
}
