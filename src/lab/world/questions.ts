import { drawOne } from './draw.ts';
import { said } from './row.ts';
import { FILLERS, OPENERS, PREFIXES, QUESTION_FORMS } from './sentences.ts';
import type { Item } from './world.ts';

/** Returns the two words that name an item in a question. */
export const nameOf = (item: Item): string => `${item.className} ${item.noun}`;

/** Returns the steps as one text. */
export const stepsOf = (item: Item): string => item.steps.join(' ');

/** Returns a question for the item in a random form, after a random prefix. */
export function askedSomehow(item: Item, random: () => number): string {
  return said(drawOne(PREFIXES, random), drawOne(QUESTION_FORMS, random)(nameOf(item)));
}

/** Returns an answer in a varied style: some fillers, a random opener, the steps. */
export function answeredSomehow(item: Item, mostFillers: number, random: () => number): string {
  const fillers = Array.from({ length: Math.floor(random() * (mostFillers + 1)) }, () => drawOne(FILLERS, random));
  return [...fillers, drawOne(OPENERS, random), stepsOf(item)].join(' ');
}
