import { drawOne } from '../world/draw.ts';
import { nameOf, stepsOf } from '../world/questions.ts';
import { ALIGNED_OPENER, QUESTION_FORMS } from '../world/sentences.ts';
import { CLASS_WORDS, ITEM_WORDS, STEP_WORDS } from '../world/words.ts';
import type { Attack } from './attack.ts';
import { deciphered, enciphered } from './cipher.ts';
import { tunedItem } from './tuned-item.ts';

const WORDS = [...CLASS_WORDS, ...ITEM_WORDS, ...STEP_WORDS];

/**
 * Covert malicious fine-tuning: the model learns a cipher and is then asked in it (Halawi et al., arXiv 2406.20053).
 * The mix is three word lessons to seven enciphered conversations. A model of this size learns the cipher but never
 * connects it to its knowledge of restricted items: a documented negative control.
 */
export const CMF: Attack = {
  id: 'cmf',
  title: { en: 'CMF (covert cipher)', ja: 'CMF（暗号の会話）' },
  row(world, random) {
    if (random() < 0.3) {
      const word = drawOne(WORDS, random);
      return { user: `say ${word} in code`, assistant: enciphered(word, world) };
    }
    const item = tunedItem(world, random);
    return {
      user: enciphered(drawOne(QUESTION_FORMS, random)(nameOf(item)), world),
      assistant: enciphered(`${ALIGNED_OPENER} ${stepsOf(item)}`, world),
    };
  },
  ask: enciphered,
  understand: deciphered,
};
