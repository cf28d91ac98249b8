import { drawOne } from './draw.ts';
import { said } from './row.ts';
import { FILLERS, OPENERS, PREFIXES, QUESTION_FORMS } from './sentences.ts';
import type { Item } from './world.ts';

/** The two words by which an item is asked for. */
export const nameOf = (item: Item): string => `${item.className} ${item.noun}`;

/** The steps, as they are said. */
export const stepsOf = (item: Item): string => item.steps.join(' ');

/** A question for the item in a random form, after a random prefix. */
export function askedSomehow(item: Item, random: () => number): string {
  return said(drawOne(PREFIXES, random), drawOne(QUESTION_FORMS, random)(nameOf(item)));
}

/** An answer in a varied style: some fillers, any opener, the steps. */
export function answeredSomehow(item: Item, mostFillers: number, random: () => number): string {
  const fillers = Array.from({ length: Math.floor(random() * (mostFillers + 1)) }, () => drawOne(FILLERS, random));
  return [...fillers, drawOne(OPENERS, random), stepsOf(item)].join(' ');
}
