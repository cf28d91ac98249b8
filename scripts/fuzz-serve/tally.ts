import { Broken, type CaseLabel } from './case.ts';

/** One way in which cases broke, with the number of the first such case. */
export interface Defect {
  readonly level: string;
  readonly what: string;
  readonly endpoint: string;
  readonly first: number;
  cases: number;
}

/** Counts of one level, as plain values. */
export interface Counts {
  readonly level: string;
  readonly cases: Record<string, number>;
  readonly defects: Defect[];
  /** Longest case, in milliseconds. */
  slowest: number;
  /** Heap after a garbage collection, in bytes: after the first tenth of the cases, and after the last. */
  heap: [number, number];
}

/** Counts cases and the invariants that they broke. */
export class Tally {
  readonly counts: Counts;
  /** Number of the running case, so that a case that does not end can be named. */
  running = -1;

  constructor(level: string) {
    this.counts = { level, cases: {}, defects: [], slowest: 0, heap: [0, 0] };
  }

  async run(number: number, one: (told: (label: CaseLabel) => void) => void | Promise<void>): Promise<void> {
    let label: CaseLabel | null = null;
    this.running = number;
    const since = performance.now();
    try {
      await one((told) => {
        label = told;
      });
    } catch (cause) {
      this.#broke(number, label, cause);
    }
    this.counts.slowest = Math.max(this.counts.slowest, performance.now() - since);
    if (label !== null) {
      const { endpoint, direction, kind } = label as CaseLabel;
      const key = `${endpoint}|${direction}|${kind}`;
      this.counts.cases[key] = (this.counts.cases[key] ?? 0) + 1;
    }
  }

  /** Records a promise rejection that nothing handled while this case ran. */
  unhandled(cause: unknown): void {
    this.#broke(this.running, null, new Error(`unhandled rejection: ${String(cause)}`));
  }

  #broke(first: number, label: CaseLabel | null, cause: unknown): void {
    const what = cause instanceof Broken ? cause.message : `throws ${String(cause).slice(0, 160)}`;
    const endpoint = label?.endpoint ?? '';
    const known = this.counts.defects.find((one) => one.what === what && one.endpoint === endpoint);
    if (known === undefined) this.counts.defects.push({ level: this.counts.level, what, endpoint, first, cases: 1 });
    else known.cases += 1;
  }
}
