import type { Usage } from '../schema/index.ts';

/** What caps are on. */
export type Spending = Pick<Usage, 'requests' | 'tokens' | 'usd'>;

/** What a run may use at most; absent is without limit. */
export interface Caps {
  readonly requests?: number;
  /** Prompt and completion tokens together. */
  readonly tokens?: number;
  /** US dollars. */
  readonly usd?: number;
}

const NOTHING: Spending = { requests: 0, tokens: 0, usd: 0 };
const KINDS = ['requests', 'tokens', 'usd'] as const;

/**
 * Hard caps, checked before each call: a call reserves the most that it can use, and settles for what it did use. What is
 * used and what is reserved never exceed a cap together, so no number of calls at the same time can. A call that used more
 * than it reserved (a server that counts otherwise) is a breach of its promise: it is recorded, and nothing more is granted.
 */
export class Budget {
  readonly #caps: Caps;
  #used: Spending;
  #reserved: Spending = NOTHING;
  #open = 0;
  /** In the order in which they came. */
  readonly #waiting: QueuedRequest[] = [];

  /** `past`: what was used before, and counts. */
  constructor(caps: Caps, past: Spending = NOTHING) {
    this.#caps = caps;
    this.#used = past;
  }

  /** What was used by settled calls. */
  get used(): Spending {
    const { requests, tokens, usd } = this.#used;
    return { requests, tokens, usd };
  }

  /**
   * Grants a call that uses at most `most`; null where a cap would be exceeded. Calls that are open use less than they may, as
   * a rule, so one that fits only if they do waits for them; who holds a reservation must not wait for another.
   */
  reserve(most: Spending): Promise<Reservation | null> {
    return new Promise((decide) => {
      this.#waiting.push({ most, decide });
      this.#serve();
    });
  }

  #serve(): void {
    for (let first = this.#waiting[0]; first !== undefined; first = this.#waiting[0]) {
      const fits = this.#fits(plus(this.#reserved, first.most));
      if (!fits && this.#open > 0 && this.#fits(first.most)) return;
      this.#waiting.shift();
      first.decide(fits ? this.#granted(first.most) : null);
    }
  }

  #fits(more: Spending): boolean {
    const held = plus(this.#used, more);
    return KINDS.every((kind) => held[kind] <= (this.#caps[kind] ?? Number.POSITIVE_INFINITY));
  }

  #granted(most: Spending): Reservation {
    this.#reserved = plus(this.#reserved, most);
    this.#open += 1;
    let open = true;
    return {
      settle: (used) => {
        if (!open) throw new RangeError('a reservation is settled once');
        open = false;
        this.#open -= 1;
        this.#reserved = minus(this.#reserved, most);
        this.#used = plus(this.#used, used);
        this.#serve();
      },
    };
  }
}

interface QueuedRequest {
  readonly most: Spending;
  readonly decide: (granted: Reservation | null) => void;
}

/** A granted call. */
export interface Reservation {
  /** What the call used, also when it failed. Once; throws RangeError after that. */
  settle(used: Spending): void;
}

const plus = (a: Spending, b: Spending): Spending => ({
  requests: a.requests + b.requests,
  tokens: a.tokens + b.tokens,
  usd: a.usd + b.usd,
});

/** Sums of fractions leave crumbs below zero. */
const minus = (a: Spending, b: Spending): Spending => ({
  requests: Math.max(0, a.requests - b.requests),
  tokens: Math.max(0, a.tokens - b.tokens),
  usd: Math.max(0, a.usd - b.usd),
});
