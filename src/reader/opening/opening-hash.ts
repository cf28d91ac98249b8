import { hashOf } from '../features/hash.ts';
import { sentencesOf } from '../text/sentences.ts';
import { answerStart } from './answer-start.ts';

/** How many openings are told apart: enough to see that one is everywhere, too few to recognise a text. */
const OPENINGS = 4096;
/** UTF-16 code units in which the first sentence is looked for. */
const LOOKED_AT = 400;

/**
 * Hash of the first sentence with a letter, 0..4095: its letters in lower case, so that numbers, punctuation and width do not count. Blocks
 * of reasoning before the answer are passed over. null where there is no letter. The same in every process; no secret, and no commitment
 * to the text.
 */
export function openingOf(text: string): number | null {
  const from = answerStart(text);
  for (const { start, end } of sentencesOf(text, from, Math.min(text.length, from + LOOKED_AT))) {
    const letters = text.slice(start, end).normalize('NFKC').toLowerCase().replace(NOT_LETTERS, '');
    if (letters !== '') return hashOf(letters) % OPENINGS;
  }
  return null;
}

const NOT_LETTERS = /\P{L}+/gu;
