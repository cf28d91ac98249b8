import type { CountedRequest } from './matching.ts';
import type { MetricProcess } from './metric-process.ts';
import type { HarmLabel } from './metrics/metric.ts';

/** An answer of the canary and one of the control; `control` is null while everybody gets the canary. */
export interface Pair {
  readonly canary: CountedRequest;
  readonly control: CountedRequest | null;
}

const labelAt = ({ labels, deadline }: CountedRequest, metric: number, now: number): HarmLabel =>
  labels[metric] ?? (deadline < now ? 'missing' : null);

/**
 * Maximum number of pairs that wait for labels; beyond it, no pair is formed. This is decided before any label of the
 * pair is known, so it favours neither arm.
 */
const MOST_WAITING = 16_384;

/**
 * Pairs in the order in which they were formed. Each metric takes them in this order, at its own pace, as soon as both
 * labels have arrived or their deadline has passed. Harmful answers that take longer to label are therefore not counted
 * later.
 */
export class PairQueue {
  readonly #processes: readonly MetricProcess[];
  readonly #done: (pair: Pair) => void;
  /** For each metric, the index into `#pairs` of the pair it takes next. */
  readonly #next: number[];
  #pairs: Pair[] = [];
  /** Number of pairs at the start of `#pairs` that all metrics have taken. */
  #taken = 0;

  /**
   * The labels of a request are in the order of `processes`. `done` is called with each pair that all metrics have
   * taken.
   */
  constructor(processes: readonly MetricProcess[], done: (pair: Pair) => void) {
    this.#processes = processes;
    this.#done = done;
    this.#next = processes.map(() => 0);
  }

  /** Adds a pair. Returns false if there are no metrics or too many pairs are waiting. */
  add(pair: Pair): boolean {
    if (this.#processes.length === 0 || this.#pairs.length - this.#taken >= MOST_WAITING) return false;
    this.#pairs.push(pair);
    return true;
  }

  /** Takes every pair that can be taken at `now` (milliseconds since 1970). Returns whether there was any. */
  settle(now: number): boolean {
    let isMoved = false;
    for (let metric = 0; metric < this.#next.length; metric += 1) {
      while (this.#take(metric, now)) isMoved = true;
    }
    if (isMoved) this.#release();
    return isMoved;
  }

  #take(metric: number, now: number): boolean {
    const pair = this.#pairs[this.#next[metric]!];
    if (pair === undefined) return false;
    const harm = labelAt(pair.canary, metric, now);
    if (harm === null) return false;
    if (pair.control === null) this.#processes[metric]!.seeAlone(harm);
    else {
      const controlHarm = labelAt(pair.control, metric, now);
      if (controlHarm === null) return false;
      this.#processes[metric]!.seePair(harm, controlHarm);
    }
    this.#next[metric]! += 1;
    return true;
  }

  #release(): void {
    const taken = Math.min(...this.#next);
    for (; this.#taken < taken; this.#taken += 1) this.#done(this.#pairs[this.#taken]!);
    if (this.#taken < 1024 && this.#taken < this.#pairs.length) return;
    this.#pairs = this.#pairs.slice(this.#taken);
    for (let metric = 0; metric < this.#next.length; metric += 1) this.#next[metric]! -= this.#taken;
    this.#taken = 0;
  }
}
