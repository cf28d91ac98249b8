import type { CountedRequest } from './matching.ts';
import type { MetricProcess } from './metric-process.ts';
import type { HarmLabel } from './metrics/metric.ts';

/** An answer of the canary and one of the control; null where everybody gets the canary. */
export interface Pair {
  readonly canary: CountedRequest;
  readonly control: CountedRequest | null;
}

const labelAt = ({ labels, deadline }: CountedRequest, metric: number, now: number): HarmLabel =>
  labels[metric] ?? (deadline < now ? 'missing' : null);

/** Pairs that wait for labels: beyond these none is formed. Known before any of its labels, so that it favours neither arm. */
const MOST_WAITING = 16_384;

/**
 * Pairs in the order in which they were formed. Each metric takes them in this order, each at its own pace, as far as both labels are there
 * or its deadline has passed: what is harmful and takes longer does not come later.
 */
export class PairQueue {
  readonly #processes: readonly MetricProcess[];
  readonly #done: (pair: Pair) => void;
  /** Index into `#pairs` of the pair that each metric takes next. */
  readonly #next: number[];
  #pairs: Pair[] = [];
  /** How many of `#pairs`, from the first, all metrics have taken. */
  #taken = 0;

  /** Labels of a request stand in the order of `processes`. `done` is told of each pair that all metrics have taken. */
  constructor(processes: readonly MetricProcess[], done: (pair: Pair) => void) {
    this.#processes = processes;
    this.#done = done;
    this.#next = processes.map(() => 0);
  }

  /** false: too many wait. */
  add(pair: Pair): boolean {
    if (this.#processes.length === 0 || this.#pairs.length - this.#taken >= MOST_WAITING) return false;
    this.#pairs.push(pair);
    return true;
  }

  /** Takes what can be taken at `now` (milliseconds since 1970); whether something was. */
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
