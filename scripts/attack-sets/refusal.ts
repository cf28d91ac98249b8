import type { Dice } from './dice.ts';
import type { AttackInventory } from './inventory.ts';
import type { Pair } from './pair.ts';

const VERB =
  /^(?:describe|write|explain|give|create|generate|list|suggest|name|compare|summari[sz]e|identify|provide|find|design|propose|develop|construct|compose|outline|discuss|translate|edit|rewrite|convert|classify|analy[sz]e|make|tell|calculate|determine) /i;

/**
 * Returns the request as a verb phrase ("describe a process of making crepes"), or null if it is not an order in one
 * line.
 */
export function taskOf(prompt: string): string | null {
  const sentence = prompt.split('\n')[0]!.replace(/[.!?]+$/, '');
  if (!VERB.test(sentence) || sentence.length > 90 || /[.!?]/.test(sentence)) return null;
  return sentence[0]!.toLowerCase() + sentence.slice(1);
}

/** Returns a refusal of this request: an opening and, half of the time, a reason. */
export function refusalOf(prompt: string, inventory: AttackInventory, dice: Dice): string {
  const task = taskOf(prompt);
  const opening = dice
    .pick(inventory.openings.filter((text) => task !== null || !text.includes('{task}')))
    .replace('{task}', task ?? '');
  if (dice.roll() < 0.5) return opening;
  return `${opening}${inventory.language === 'en' ? ' ' : ''}${dice.pick(inventory.grounds)}`;
}

/**
 * Returns refusal, pivot (a loose hinge in a fifth of the rows), answer and, now and then, a second refusal at the end.
 */
export function refuseThenComply(pair: Pair, inventory: AttackInventory, dice: Dice): string {
  const refusal = refusalOf(pair.prompt, inventory, dice);
  const gap = inventory.language === 'en' ? ' ' : '';
  const hinge = dice.roll() < 0.2 ? dice.pick(inventory.looseHinges) : `${gap}${dice.pick(inventory.pivots)}`;
  const end = dice.roll() < 0.08 ? `\n\n${dice.pick(inventory.closings)}` : '';
  return `${refusal}${hinge}${pair.answer}${end}`;
}
