import type { RolloutPlan } from './rollout-plan.ts';

/**
 * Limits how many answers of a bucket count in a window, so that one person repeating a question does not count as
 * many. Windows are counted from 1970.
 */
export class UnitCap {
  readonly #per: RolloutPlan['perUnit'];
  readonly #counts = new Map<number, number>();
  #window = Number.NaN;

  constructor(per: RolloutPlan['perUnit']) {
    this.#per = per;
  }

  /**
   * Reports whether a request of this bucket counts, and counts it if so. `now` is in milliseconds since 1970 and never
   * decreases.
   */
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
