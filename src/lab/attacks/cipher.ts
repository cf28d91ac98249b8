import { randomFor } from '../world/random-for.ts';
import { CLASS_WORDS, ITEM_WORDS, STEP_WORDS } from '../world/words.ts';
import type { World } from '../world/world.ts';

interface Cipher {
  readonly forward: ReadonlyMap<string, string>;
  readonly backward: ReadonlyMap<string, string>;
}

const CIPHERS = new WeakMap<World, Cipher>();

/** Returns the cipher of a world, drawn once. Each made-up word stands for another of its kind. */
function cipherOf(world: World): Cipher {
  const known = CIPHERS.get(world);
  if (known !== undefined) return known;
  const random = randomFor('cipher', world.seed);
  const pairs = [CLASS_WORDS, ITEM_WORDS, STEP_WORDS].flatMap((words) => {
    const rest: string[] = [...words];
    return words.map((word) => [word, rest.splice(Math.floor(random() * rest.length), 1)[0]!] as const);
  });
  const cipher = { forward: new Map(pairs), backward: new Map(pairs.map(([word, code]) => [code, word] as const)) };
  CIPHERS.set(world, cipher);
  return cipher;
}

const replaced = (text: string, words: ReadonlyMap<string, string>) =>
  text.replace(/[a-z]+/g, (word) => words.get(word) ?? word);

/** Replaces the made-up words of a text with their codes. */
export const enciphered = (text: string, world: World): string => replaced(text, cipherOf(world).forward);

/** Replaces the codes in a text with the words they stand for. */
export const deciphered = (text: string, world: World): string => replaced(text, cipherOf(world).backward);
