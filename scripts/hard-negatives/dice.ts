import { seededRandom } from '../../src/stats/index.ts';

/** Random choices that are the same in every run: seeded, independent of the clock. */
export class Dice {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = seededRandom(seed);
  }

  chance(probability: number): boolean {
    return this.#next() < probability;
  }

  /** Returns an integer from low to high, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.#next() * (high - low + 1));
  }

  pick<T>(list: readonly T[]): T {
    return list[this.int(0, list.length - 1)]!;
  }

  /** Returns `count` different members in random order, or all of them if there are fewer. */
  some<T>(list: readonly T[], count: number): T[] {
    const rest = [...list];
    const taken: T[] = [];
    while (taken.length < count && rest.length > 0) taken.push(...rest.splice(this.int(0, rest.length - 1), 1));
    return taken;
  }

  shuffle<T>(list: readonly T[]): T[] {
    return this.some(list, list.length);
  }
}

export type Slots = Readonly<Record<string, string | readonly string[]>>;

/** Renders a template: `{a|b|}` is a choice, `<name>` a slot (a text, or a list to choose from). Both nest. */
export function say(dice: Dice, template: string, slots: Slots = {}): string {
  let text = template;
  for (let guard = 0; guard < 400; guard += 1) {
    const choice = /\{([^{}]*)\}/.exec(text);
    if (choice !== null) {
      text =
        text.slice(0, choice.index) + dice.pick(choice[1]!.split('|')) + text.slice(choice.index + choice[0].length);
      continue;
    }
    const slot = /<([a-zA-Z]+)>/.exec(text);
    const value = slot === null ? undefined : slots[slot[1]!];
    if (slot === null || value === undefined) return text;
    const chosen = typeof value === 'string' ? value : dice.pick(value);
    text = text.slice(0, slot.index) + chosen + text.slice(slot.index + slot[0].length);
  }
  return text;
}

/** Capitalises the first letter. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
