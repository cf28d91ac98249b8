import type { RolloutPlan } from './rollout-plan.ts';

/** At most so many answers of a bucket in a window count: one person who repeats a question is no crowd. Windows are counted from 1970. */
export class UnitCap {
  readonly #per: RolloutPlan['perUnit'];
  readonly #counts = new Map<number, number>();
  #window = Number.NaN;

  constructor(per: RolloutPlan['perUnit']) {
    this.#per = per;
  }

  /** Whether a request of this bucket counts; it is counted. `now`: milliseconds since 1970, never less than before. */
  admits(bucket: number, now: number): boolean {
    const window = Math.floor(now / this.#per.windowMs);
    if (window !== this.#window) this.#counts.clear();
    this.#window = window;
    const count = (this.#counts.get(bucket) ?? 0) + 1;
    if (count > this.#per.answers) return false;
    this.#counts.set(bucket, count);
    return true;
  }
}
