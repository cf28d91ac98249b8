import { openingsOf } from '../wording/edge-sentences.ts';
import { isOpenQuestion, isYes } from './agreement.ts';
import { announces, offersHelp } from './courtesy.ts';

/** Number of characters of an answer that are examined. */
const LOOKED_AT = 260;

/**
 * Returns the yes that opens an answer in its own sentence, or null if there is none or it leads over to what follows.
 */
export function yesOf(text: string): string | null {
  const head = text.slice(0, LOOKED_AT);
  const [first, second] = openingsOf(head, text.length, 2);
  if (first === undefined || !isYes(first)) return null;
  const next = (second ?? head).slice(first.length).trim();
  return announces(next) || offersHelp(next) ? null : first;
}

/** Reports whether an answer begins by saying yes when there is nothing to say yes to. */
export function saysYesAmiss(text: string, prompt: string): boolean {
  return isOpenQuestion(prompt) && yesOf(text) !== null;
}
