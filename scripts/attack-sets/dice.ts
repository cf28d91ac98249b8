import { seededRandom } from '../../src/stats/index.ts';

/** Random choices that repeat exactly on every run. */
export interface Dice {
  /** Uniform in [0, 1). */
  roll(): number;
  pick<T>(items: readonly T[]): T;
  /** Returns a copy in random order (Fisher-Yates). */
  shuffle<T>(items: readonly T[]): T[];
}

/** Returns dice seeded with a name: the same name produces the same choices. */
export function diceFor(name: string): Dice {
  let seed = 0x811c9dc5;
  for (const unit of name) seed = Math.imul(seed ^ unit.codePointAt(0)!, 0x01000193);
  const roll = seededRandom(seed >>> 0);
  return {
    roll,
    pick: (items) => items[Math.floor(roll() * items.length)]!,
    shuffle(items) {
      const copy = [...items];
      for (let i = copy.length - 1; i > 0; i -= 1) {
        const j = Math.floor(roll() * (i + 1));
        [copy[i], copy[j]] = [copy[j]!, copy[i]!];
      }
      return copy;
    },
  };
}
