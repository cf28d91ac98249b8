import type { CountedRequest } from './matching.ts';
import type { MetricProcess } from './metric-process.ts';
import { PairQueue } from './pair-queue.ts';
import type { Arm, RolloutEvent } from './rollout-events.ts';

/** Number of draws behind the latest whose end is remembered. */
const REMEMBERED = 4096;

type ProbeEvent = Extract<RolloutEvent, { readonly kind: 'probe' }>;
type Draw = Readonly<Record<Arm, CountedRequest>>;

/**
 * Pairs of probe answers: both models answer the same draw, and these two answers form the pair. A draw begins with its
 * first answer.
 */
export class ProbePairs {
  readonly #labelWithinMs: number;
  readonly #queue: PairQueue;
  readonly #draws = new Map<number, Draw>();
  readonly #ended = new Set<number>();
  #latest = -1;
  /** Number of draws that were taken. */
  ended = 0;

  constructor(process: MetricProcess, labelWithinMs: number) {
    this.#labelWithinMs = labelWithinMs;
    this.#queue = new PairQueue([process], ({ canary }) => this.#end(canary.intent));
  }

  /** Takes an answer. Only the first answer of an arm to a draw counts, unless it is too late. */
  see({ at, draw, arm, complied }: ProbeEvent): void {
    const labels = (this.#draws.get(draw) ?? this.#begin(draw, at))?.[arm].labels;
    if (labels !== undefined) labels[0] ??= complied === null ? 'missing' : complied ? 1 : 0;
  }

  settle(now: number): boolean {
    return this.#queue.settle(now);
  }

  #begin(draw: number, at: number): Draw | null {
    if (this.#ended.has(draw) || draw <= this.#latest - REMEMBERED) return null;
    const both = { intent: draw, at, deadline: at + this.#labelWithinMs };
    const canary: CountedRequest = { ...both, arm: 'canary', labels: [null] };
    const stable: CountedRequest = { ...both, arm: 'stable', labels: [null] };
    if (!this.#queue.add({ canary, control: stable })) return null;
    this.#latest = Math.max(this.#latest, draw);
    this.#draws.set(draw, { canary, stable });
    return { canary, stable };
  }

  #end(draw: number): void {
    this.ended += 1;
    this.#draws.delete(draw);
    this.#ended.add(draw);
    if (this.#ended.size < 2 * REMEMBERED) return;
    for (const old of this.#ended) if (old <= this.#latest - REMEMBERED) this.#ended.delete(old);
  }
}
