import { seededRandom } from '../../../src/stats/index.ts';

/** Random choices of one case: the same seed and number produce the same case. */
export class Draw {
  readonly #next: () => number;

  constructor(seed: number, number: number) {
    this.#next = seededRandom((Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b)) >>> 0);
  }

  /** Returns an integer from 0 to below `bound`. */
  below(bound: number): number {
    return Math.floor(this.#next() * bound);
  }

  /** Returns true with this probability, 0..1. */
  chance(share: number): boolean {
    return this.#next() < share;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }
}
