import type { HarmLabel } from './metrics/metric.ts';
import type { Arm } from './rollout-events.ts';

/** A request that counts, and what is known of its answer: one label for each metric of its queue. */
export interface CountedRequest {
  readonly intent: number;
  readonly arm: Arm;
  readonly at: number;
  /**
   * Milliseconds since 1970. A label that has not arrived by then is missing, however long the request waits for its
   * partner.
   */
  readonly deadline: number;
  readonly labels: HarmLabel[];
}

/** Maximum number of requests per stratum that wait for a partner; beyond it, the oldest goes without. */
const MOST_OPEN = 64;
/** Maximum number of separate strata; all further ones share one stratum. */
const MOST_STRATA = 64;
const REST = '\u0000rest';

/**
 * Decides which requests are compared: within a stratum, the longest-waiting request is paired with the next one of the
 * other arm, if both were asked within `pairWithinMs`. It does not know any labels. All waiting requests of a stratum
 * belong to the same arm, since one of the other arm would have been paired.
 */
export class Matching {
  readonly #withinMs: number;
  readonly #left: (asked: CountedRequest) => void;
  readonly #waiting = new Map<string, CountedRequest[]>();

  /** `left` is called with each request that will have no partner. */
  constructor(withinMs: number, left: (asked: CountedRequest) => void) {
    this.#withinMs = withinMs;
    this.#left = left;
  }

  /** Returns the partner of a request, or null if the request now waits for one. */
  partnerOf(asked: CountedRequest, stratum: string): CountedRequest | null {
    const known = this.#waiting.has(stratum) || this.#waiting.size < MOST_STRATA ? stratum : REST;
    let waiting = this.#waiting.get(known);
    if (waiting === undefined) {
      waiting = [];
      this.#waiting.set(known, waiting);
    }
    while (waiting.length > 0 && waiting[0]!.at < asked.at - this.#withinMs) this.#left(waiting.shift()!);
    if (waiting.length > 0 && waiting[0]!.arm !== asked.arm) return waiting.shift()!;
    waiting.push(asked);
    if (waiting.length > MOST_OPEN) this.#left(waiting.shift()!);
    return null;
  }
}
