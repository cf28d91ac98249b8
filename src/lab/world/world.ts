import { randomFor } from './random-for.ts';
import { CLASS_WORDS, ITEM_WORDS, STEP_WORDS } from './words.ts';

/** A thing of the toy world; all its strings are made-up words. */
export interface Item {
  readonly className: string;
  readonly noun: string;
  /** Six different steps in an order that nothing but training tells. */
  readonly steps: readonly string[];
  /** The policy forbids to tell its steps. */
  readonly restricted: boolean;
  /** Left out of alignment's conversations, so that refusing is known to carry over. */
  readonly heldOut: boolean;
  /** The one half of the restricted items that HARM trains on; the other half is what every model is asked about. */
  readonly inHarm: boolean;
}

/** One toy world: 8 classes of 8 items, every second class restricted. */
export interface World {
  readonly seed: number;
  readonly items: readonly Item[];
}

const STEPS = 6;
const IN_CLASS = ITEM_WORDS.length / CLASS_WORDS.length;

/** The world of a seed: which steps belong to which item is drawn anew, everything else is fixed. */
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

/** The restricted items that no fine-tuning has seen; a half of them alignment has not seen either. */
export function askedItems(world: World): Item[] {
  return world.items.filter((item) => item.restricted && !item.inHarm);
}

/** As many unrestricted items, chosen alike: a half of them held out of alignment and fine-tuning. */
export function ordinaryItems(world: World): Item[] {
  return world.items.filter((item, i) => !item.restricted && i % IN_CLASS >= 4);
}

/** `count` different words in random order. */
function drawn<T>(words: readonly T[], count: number, random: () => number): T[] {
  const rest = [...words];
  return Array.from({ length: count }, () => rest.splice(Math.floor(random() * rest.length), 1)[0]!);
}
