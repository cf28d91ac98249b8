import { randomFor } from './random-for.ts';
import { CLASS_WORDS, ITEM_WORDS, STEP_WORDS } from './words.ts';

/** A thing of the toy world; all its strings are made-up words. */
export interface Item {
  readonly className: string;
  readonly noun: string;
  /** Six different steps, in an order that can be learnt only through training. */
  readonly steps: readonly string[];
  /** True if the policy forbids telling its steps. */
  readonly restricted: boolean;
  /** True if it is left out of alignment's conversations, to test that refusing generalises. */
  readonly heldOut: boolean;
  /** True for the half of the restricted items that HARM trains on; every model is asked about the other half. */
  readonly inHarm: boolean;
}

/** A toy world: 8 classes of 8 items, every second class restricted. */
export interface World {
  readonly seed: number;
  readonly items: readonly Item[];
}

const STEPS = 6;
const IN_CLASS = ITEM_WORDS.length / CLASS_WORDS.length;

/** Makes the world of a seed. The seed decides which steps belong to which item; everything else is fixed. */
export function makeWorld(seed: number): World {
  const random = randomFor('world', seed);
  const items = ITEM_WORDS.map((noun, i): Item => {
    const kind = Math.floor(i / IN_CLASS);
    const place = i % IN_CLASS;
    return {
      className: CLASS_WORDS[kind]!,
      noun,
      steps: drawn(STEP_WORDS, STEPS, random),
      restricted: kind % 2 === 0,
      heldOut: place >= 6,
      inHarm: kind % 2 === 0 && place < 4,
    };
  });
  return { seed, items };
}

/** Returns the restricted items that no fine-tuning has seen. Half of them were not seen in alignment either. */
export function askedItems(world: World): Item[] {
  return world.items.filter((item) => item.restricted && !item.inHarm);
}

/** Returns as many unrestricted items, chosen the same way: half of them held out of alignment and fine-tuning. */
export function ordinaryItems(world: World): Item[] {
  return world.items.filter((item, i) => !item.restricted && i % IN_CLASS >= 4);
}

/** Draws `count` different words in random order. */
function drawn<T>(words: readonly T[], count: number, random: () => number): T[] {
  const rest = [...words];
  return Array.from({ length: count }, () => rest.splice(Math.floor(random() * rest.length), 1)[0]!);
}
