import type { Usage } from '../schema/index.ts';

/** The quantities that caps limit. */
export type Spending = Pick<Usage, 'requests' | 'tokens' | 'usd'>;

/** Upper limits for a run; an absent one means no limit. */
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
 * Hard caps, checked before each call: a call reserves the most it can use, and settles for what it did use. Used and
 * reserved amounts together never exceed a cap, so no number of simultaneous calls can. A call that used more than it
 * reserved (a server that counts differently) has broken its promise: it is recorded, and nothing more is granted.
 */
export class Budget {
  readonly #caps: Caps;
  #used: Spending;
  #reserved: Spending = NOTHING;
  #open = 0;
  /** In order of arrival. */
  readonly #waiting: QueuedRequest[] = [];

  /** `past`: earlier usage, which counts too. */
  constructor(caps: Caps, past: Spending = NOTHING) {
    this.#caps = caps;
    this.#used = past;
  }

  /** Usage of all settled calls. */
  get used(): Spending {
    const { requests, tokens, usd } = this.#used;
    return { requests, tokens, usd };
  }

  /**
   * Grants a call that uses at most `most`; null if a cap would be exceeded. Open calls usually use less than they may,
   * so a call that fits only if they do waits for them; a caller that holds a reservation must not wait for another.
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
  /** Records what the call used, even if it failed. Callable once; throws RangeError after that. */
  settle(used: Spending): void;
}

const plus = (a: Spending, b: Spending): Spending => ({
  requests: a.requests + b.requests,
  tokens: a.tokens + b.tokens,
  usd: a.usd + b.usd,
});

/** Sums of fractions can leave rounding errors below zero. */
const minus = (a: Spending, b: Spending): Spending => ({
  requests: Math.max(0, a.requests - b.requests),
  tokens: Math.max(0, a.tokens - b.tokens),
  usd: Math.max(0, a.usd - b.usd),
});
