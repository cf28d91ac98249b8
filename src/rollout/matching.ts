import type { HarmLabel } from './metrics/metric.ts';
import type { Arm } from './rollout-events.ts';

/** A request that counts, and what is known of its answer: one label for each metric of its queue. */
export interface CountedRequest {
  readonly intent: number;
  readonly arm: Arm;
  readonly at: number;
  /** Milliseconds since 1970: a label that is not there by then is missing, however long the partner is waited for. */
  readonly deadline: number;
  readonly labels: HarmLabel[];
}

/** Requests of one stratum that wait for a partner: beyond these the oldest goes without. */
const MOST_OPEN = 64;
/** Strata that are told apart: beyond these the rest is one more. */
const MOST_STRATA = 64;
const REST = '\u0000rest';

/**
 * Who is compared with whom: in every stratum the first request that waits and the next of the other arm, if both were asked for within
 * `pairWithinMs`. It knows no labels. All who wait in a stratum are of one arm, since one of the other would have been taken.
 */
export class Matching {
  readonly #withinMs: number;
  readonly #left: (asked: CountedRequest) => void;
  readonly #waiting = new Map<string, CountedRequest[]>();

  /** `left` is told of each request that will have no partner. */
  constructor(withinMs: number, left: (asked: CountedRequest) => void) {
    this.#withinMs = withinMs;
    this.#left = left;
  }

  /** The partner of a request; null: it waits for one. */
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
