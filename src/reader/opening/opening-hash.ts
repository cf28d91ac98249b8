import { hashOf } from '../features/hash.ts';
import { sentencesOf } from '../text/sentences.ts';
import { answerStart } from './answer-start.ts';

/** Number of distinct hashes: enough to see that one opening is everywhere, too few to recognise a text. */
const OPENINGS = 4096;
/** Number of UTF-16 code units in which the first sentence is looked for. */
const LOOKED_AT = 400;

/**
 * Returns the hash, 0..4095, of the first sentence that contains a letter. Only its letters count, in lower case;
 * numbers, punctuation and width do not. Blocks of reasoning before the answer are skipped. null if there is no letter.
 * The same in every process; not a secret, and no commitment to the text.
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
